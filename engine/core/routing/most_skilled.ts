/** mostSkilled: the highest proficiency in what is required, then as leastOccupied. */
import { bucketFrom, fitsFrom, lowestBit, precedes } from "./index.ts";
import * as at from "./layout.ts";
import { admits, type Ask, headSlot } from "./pick_agent.ts";
import { proficiencyOf } from "./requirements.ts";

import type { Routing } from "./routing.ts";

const { MEMBER_AGENT, MEMBER_INTS, MEMBER_NEXT, NONE } = at;

export const LEVEL_MAX = 5;

/**
 * Each class is walked in the order of leastOccupied until one with the highest level stands
 * there; whoever comes later is no better.
 */
export function pickMostSkilled(r: Routing, group: number, fit: number, ask: Ask): number {
  const members = r.members.ints;
  let first = NONE;
  let highest = 0;
  for (let classes = fitsFrom(r, group, fit); classes !== 0; classes &= classes - 1) {
    const n = lowestBit(classes);
    let bucket = bucketFrom(r, group, n, 0);
    walk: for (; bucket !== NONE; bucket = bucketFrom(r, group, n, bucket + 1)) {
      const head = r.heads[headSlot(group, n, bucket)];
      let member = head;
      do {
        if (highest === LEVEL_MAX && precedes(r, first, member)) break walk;
        const agent = members[member * MEMBER_INTS + MEMBER_AGENT];
        const level = proficiencyOf(r, agent, ask.requirement);
        if (
          level > 0 && level >= highest && admits(r, member, ask) &&
          (level > highest || precedes(r, member, first))
        ) {
          first = member;
          highest = level;
        }
        member = members[member * MEMBER_INTS + MEMBER_NEXT];
      } while (member !== head);
    }
  }
  return first;
}
