/**
 * Who of a group meets a requirement set, by level: the seats of level 5 first, down to 1. Skills
 * and memberships change seldom, so a sheet is written when it is first asked for and again after
 * such a change; availability and load are not in it.
 */
import * as at from "./layout.ts";
import { agentAt } from "./index.ts";
import { proficiencyOf } from "./requirements.ts";
import type { Routing } from "./routing.ts";
import { memberAt, seatsFrom, seatsUntil } from "./seats.ts";

const {
  GROUP_INTS,
  MEMBERS_VERSION,
  NONE,
} = at;

export const LEVEL_MAX = 5;
export interface Sheet {
  version: number;
  seats: Int32Array;
  /** Those of level n stand from `from[LEVEL_MAX − n]` up to the next. */
  from: Int32Array;
}

export function sheetOf(r: Routing, group: number, requirement: number): Sheet {
  const sheets = r.sheets[group] ??= [];
  const sheet = sheets[requirement];
  if (sheet !== undefined && sheet.version === r.groups[group * GROUP_INTS + MEMBERS_VERSION]) {
    return sheet;
  }
  const written = writeSheet(r, group, requirement);
  sheets[requirement] = written;
  return written;
}

function writeSheet(r: Routing, group: number, requirement: number): Sheet {
  const byLevel: number[][] = Array.from({ length: LEVEL_MAX + 1 }, () => []);
  for (let seat = seatsFrom(r, group); seat < seatsUntil(r, group); seat++) {
    if (memberAt(r, seat) === NONE) continue;
    byLevel[proficiencyOf(r, agentAt(r, seat), requirement)].push(seat);
  }
  const levels = byLevel.slice(1).reverse();
  const from = new Int32Array(LEVEL_MAX + 1);
  for (let n = 0; n < LEVEL_MAX; n++) from[n + 1] = from[n] + levels[n].length;
  const version = r.groups[group * GROUP_INTS + MEMBERS_VERSION];
  return { version, seats: Int32Array.from(levels.flat()), from };
}
