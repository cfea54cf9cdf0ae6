import { getPriority, setPriority } from "node:os";

/** A tenth of a core that others want as well; with 19 it would be a sixtieth, and never end. */
const NICE = 10;

/**
 * Call it first in a thread whose work can wait: a partition on the same cores goes before it. Only
 * on Linux, where a priority is a thread's; elsewhere it would be the whole engine's.
 */
export function yieldToOthers(): void {
  if (Deno.build.os === "linux") setPriority(0, Math.max(getPriority(0), NICE));
}
