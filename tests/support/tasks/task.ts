/** A task of a newcomer: its sentence, the way that the desk shows, and what was stumbled on. */
import type { Page } from "playwright-core";
import type { Journey } from "../journey.ts";

export interface Task {
  asks: string;
  walk(page: Page, journey: Journey): Promise<unknown>;
  /** What the walk found, and what became of it. */
  stumble?: string;
}

export interface Walked extends Task {
  clicks: number;
  keys: number;
  seconds: number;
  /** Seconds from the first press to the effect, on the machine that walked. */
  machine: number;
}

/**
 * The keystroke-level model of Card, Moran and Newell (1980), for a person who does it for the first
 * time and has to look: a thought and a way of the pointer before every click.
 */
const THINK_S = 1.35;
const POINT_S = 1.1;
const CLICK_S = 0.2;
const KEY_S = 0.28;

/** In the page: counts what a person presses there. A text filled in counts by its letters. */
function count(): void {
  const counts = { clicks: 0, keys: 0 };
  let pressed = false;
  Object.assign(globalThis, { counts });
  addEventListener("pointerdown", () => counts.clicks++, true);
  addEventListener("keydown", () => {
    counts.keys++;
    pressed = true;
  }, true);
  addEventListener("change", (event) => {
    if ((event.target as HTMLElement).tagName === "SELECT") counts.clicks += 2;
  }, true);
  addEventListener("input", (event) => {
    // A field that a test fills at once had no key pressed; its letters are what was typed.
    const { target, data } = event as InputEvent;
    if (!pressed && /^(INPUT|TEXTAREA)$/.test((target as HTMLElement).tagName)) {
      const { type, value } = target as HTMLInputElement;
      counts.keys += data?.length ?? (type === "datetime-local" ? value.length : 0);
    }
    pressed = false;
  }, true);
}

export async function walkAll(
  page: Page,
  journey: Journey,
  tasks: readonly Task[],
): Promise<Walked[]> {
  const sum = { clicks: 0, keys: 0 };
  await page.exposeFunction("told", (clicks: number, keys: number) => {
    sum.clicks += clicks;
    sum.keys += keys;
  });
  const walked: Walked[] = [];
  for (const task of tasks) {
    await page.evaluate(count);
    const before = { ...sum };
    const began = performance.now();
    await task.walk(page, journey);
    const machine = (performance.now() - began) / 1000;
    await page.evaluate(async () => {
      // deno-lint-ignore no-explicit-any
      const { counts, told } = globalThis as any;
      await told(counts.clicks, counts.keys);
      counts.clicks = counts.keys = NaN;
    });
    const clicks = sum.clicks - before.clicks;
    const keys = sum.keys - before.keys;
    const seconds = clicks * (THINK_S + POINT_S + CLICK_S) + keys * KEY_S;
    walked.push({ ...task, clicks, keys, seconds, machine });
  }
  return walked;
}
