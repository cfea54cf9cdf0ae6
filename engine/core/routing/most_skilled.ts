/** mostSkilled: the highest proficiency in what is required, then as leastOccupied. */
import { agentAt, precedes } from "./index.ts";
import * as at from "./layout.ts";
import { admits, type Ask } from "./pick_agent.ts";
import type { Routing } from "./routing.ts";
import { LEVEL_MAX, sheetOf } from "./sheets.ts";

const {
  FIT_BITS,
  FIT_MASK,
  NONE,
} = at;

/** Level by level from the highest: the first one with somebody who will do decides. */
export function pickMostSkilled(r: Routing, group: number, ask: Ask): number {
  const { seats, from } = sheetOf(r, group, ask.requirement);
  const asksMore = ask.exclusion !== NONE || ask.room !== 0;
  const codes = r.codes;
  for (let level = 0; level < LEVEL_MAX; level++) {
    let first = NONE;
    let firstKey = 0;
    for (let n = from[level]; n < from[level + 1]; n++) {
      const seat = seats[n];
      const code = codes[seat];
      if ((code & FIT_MASK) < ask.fit) continue;
      const key = code >> FIT_BITS;
      if (first !== NONE && (key > firstKey || (key === firstKey && !precedes(r, seat, first)))) {
        continue;
      }
      if (asksMore && !admits(r, agentAt(r, seat), ask)) continue;
      first = seat;
      firstKey = key;
    }
    if (first !== NONE) return first;
  }
  return NONE;
}
