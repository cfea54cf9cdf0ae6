/**
 * Who of a group meets a requirement set, by level: the members of level 5 first, down to 1. Skills
 * and memberships change seldom, so a sheet is written when it is first asked for and again after
 * such a change; availability and load are not in it.
 */
import * as at from "./layout.ts";
import { proficiencyOf } from "./requirements.ts";
import type { Routing } from "./routing.ts";

const { FIRST_MEMBER, GROUP_INTS, MEMBERS_VERSION, MEMBER_AGENT, MEMBER_INTS, NONE } = at;

export const LEVEL_MAX = 5;
/** A group times this, plus the requirement set, is the key of a sheet (requirements.ts). */
const SETS = 1024;

export interface Sheet {
  version: number;
  members: Int32Array;
  /** Those of level n stand from `from[LEVEL_MAX − n]` up to the next. */
  from: Int32Array;
}

export function sheetOf(r: Routing, group: number, requirement: number): Sheet {
  const key = group * SETS + requirement;
  const sheet = r.sheets.get(key);
  if (sheet?.version === r.groups[group * GROUP_INTS + MEMBERS_VERSION]) return sheet;
  const written = writeSheet(r, group, requirement);
  r.sheets.set(key, written);
  return written;
}

function writeSheet(r: Routing, group: number, requirement: number): Sheet {
  const byLevel: number[][] = Array.from({ length: LEVEL_MAX + 1 }, () => []);
  let member = r.groups[group * GROUP_INTS + FIRST_MEMBER];
  for (; member !== NONE; member = r.groupNext[member]) {
    const agent = r.members.ints[member * MEMBER_INTS + MEMBER_AGENT];
    byLevel[proficiencyOf(r, agent, requirement)].push(member);
  }
  const levels = byLevel.slice(1).reverse();
  const from = new Int32Array(LEVEL_MAX + 1);
  for (let n = 0; n < LEVEL_MAX; n++) from[n + 1] = from[n] + levels[n].length;
  const version = r.groups[group * GROUP_INTS + MEMBERS_VERSION];
  return { version, members: Int32Array.from(levels.flat()), from };
}
