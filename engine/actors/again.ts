import type { Command } from "../contract/wire/commands.ts";
import type { Desk } from "./desk.ts";
import type { Live } from "./live.ts";
import { HELD_MS } from "./quarantine.ts";

/**
 * Deadlines that came and could not be decided. A deadline leaves its wheel when it fires, whatever
 * comes of it; without this a scheduled configuration whose decision threw once would wait for the
 * next restart. So it comes again when its quarantine is over, and what else stood for the same
 * moment comes at once: a broken step must not take the sound ones beside it along. `decide` looks
 * whether a deadline still stands, so one that has become void in the meantime decides nothing.
 */
export interface Again {
  command: Command;
  /** Monotonic ms. */
  at: number;
}

/** As many as the quarantine has keys; then the oldest goes, and a restart finds it again. */
const AGAIN_MAX = 10_000;

/** Keeps a deadline that threw (nothing else is), and what stood beside it. */
export function keepForLater(desk: Desk, live: Live, command: Command): void {
  if (command.by !== "engine" || !("dueAt" in command)) return;
  const now = desk.world.clock.monotonic();
  for (const beside of desk.world.core.dueBeside(live.state, command)) put(live, beside, now);
  put(live, command, now + HELD_MS);
}

function put({ again }: Live, command: Command, at: number): void {
  const mark = `${command.workspace} ${command.id}`;
  again.delete(mark);
  again.set(mark, { command, at });
  if (again.size > AGAIN_MAX) again.delete(again.keys().next().value!);
}

/** The earliest of them, monotonic ms; Infinity when there is none. */
export function againAt({ again }: Live): number {
  let least = Infinity;
  for (const { at } of again.values()) least = Math.min(least, at);
  return least;
}

/** Takes one whose time has come. */
export function takeAgain({ again }: Live, now: number): Command | undefined {
  for (const [mark, { command, at }] of again) {
    if (at > now) continue;
    again.delete(mark);
    return command;
  }
  return undefined;
}
