import { signal } from "@preact/signals";
import type { VisitorBlock } from "../../../engine/contract/wire/queries.ts";

/** The shop takes nothing from this visitor: until then, or until it says otherwise. */
export const blocked = signal<VisitorBlock>();

/** The longest that a browser's timer waits. */
const TIMER_MS_MAX = 2 ** 31 - 1;
let over: ReturnType<typeof setTimeout> | undefined;

/** As the door said last. */
export function takeBlock(told?: VisitorBlock): void {
  clearTimeout(over);
  blocked.value = told;
  if (told?.untilAt === undefined) return;
  const leftMs = Math.min(told.untilAt - Date.now(), TIMER_MS_MAX);
  over = setTimeout(takeBlock, leftMs);
}

/** What a refusal says of it; undefined when it was refused for another reason. */
export const blockOf = (
  { reason, untilAt }: { reason?: string; untilAt?: number },
): VisitorBlock | undefined => reason === "visitor_blocked" ? { untilAt } : undefined;
