/** mostSkilled: the highest proficiency in what is required, then as leastOccupied. */
import { fitOf, precedes } from "./index.ts";
import * as at from "./layout.ts";
import { admits, type Ask } from "./pick_agent.ts";
import type { Routing } from "./routing.ts";
import { LEVEL_MAX, sheetOf } from "./sheets.ts";

const { NONE } = at;

/** Level by level from the highest: the first one with somebody who will do decides. */
export function pickMostSkilled(r: Routing, group: number, fit: number, ask: Ask): number {
  const { members, from } = sheetOf(r, group, ask.requirement);
  const asksMore = ask.exclusion !== NONE || ask.room !== 0;
  for (let level = 0; level < LEVEL_MAX; level++) {
    let first = NONE;
    for (let n = from[level]; n < from[level + 1]; n++) {
      const member = members[n];
      if (fitOf(r, member) < fit || (first !== NONE && !precedes(r, member, first))) continue;
      if (!asksMore || admits(r, member, ask)) first = member;
    }
    if (first !== NONE) return first;
  }
  return NONE;
}
