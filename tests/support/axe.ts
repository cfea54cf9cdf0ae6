/** What axe-core finds on a page and in the frames below it. */
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** The rules of WCAG 2.2 A and AA, and the best practices that axe knows. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Finding {
  id: string;
  nodes: { html: string; failureSummary?: string }[];
}

/** One line per finding; empty when nothing is wrong. */
async function findings(page: Page): Promise<string[]> {
  const lines: string[] = [];
  const source = await Deno.readTextFile(AXE);
  for (const frame of page.frames()) {
    // As a script of the page it would be refused by the page's policy; the debugger may run it.
    await frame.evaluate(source);
    const found = await frame.evaluate(async (tags) => {
      const options = { runOnly: { type: "tag", values: tags }, iframes: false };
      // deno-lint-ignore no-explicit-any
      const { passes, violations } = await (globalThis as any).axe.run(document, options);
      return { checked: passes.length as number, violations: violations as Finding[] };
    }, TAGS);
    if (found.checked === 0) throw new Error(`axe had nothing to look at in ${frame.url()}`);
    for (const { id, nodes } of found.violations) {
      for (const node of nodes) {
        lines.push(`${new URL(frame.url()).pathname} ${id}: ${node.html} ${node.failureSummary}`);
      }
    }
  }
  return lines;
}

/** Colours in the middle of a change of theme are nobody's: waits for what has an end. */
async function settled(): Promise<void> {
  const ending = document.getAnimations().filter((one) =>
    one.effect?.getComputedTiming().endTime !== Infinity
  );
  await Promise.allSettled(ending.map((one) => one.finished));
}

/** The findings of what a page shows now, in both themes. */
export async function look(page: Page): Promise<string[]> {
  const lines: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const frame of page.frames()) await frame.evaluate(settled);
    for (const line of await findings(page)) lines.push(`${colorScheme} ${line}`);
  }
  return lines;
}
