/**
 * scored: the highest of exactly
 *
 *   skill · level/5 + free · (1 − used/capacity) + idle · min(idleMs/idleCapMs, 1) + last
 *
 * where the last term counts for the agent who served this visitor last; then as leastOccupied.
 *
 * Where nothing is required, members of equal occupancy differ only in idleness, and stand longest
 * idle first; so only the first of each occupancy is considered, and the walk ends where the next
 * occupancy cannot win even with the longest idleness of the group. Where skills are required, the
 * sheet of the group gives those who have them, level by level. The bounds are sums of the same
 * terms in the same order: rounding is monotone, so a bound is never below what it bounds.
 */
import { type AgentNeed } from "./door.ts";
import { bucketFrom, fitOf, fitsFrom, lowestBit, precedes } from "./index.ts";
import * as at from "./layout.ts";
import { admits, type Ask, headSlot } from "./pick_agent.ts";
import { proficiencyOf } from "./requirements.ts";
import { agentSlot, memberOf, type Routing } from "./routing.ts";
import { LEVEL_MAX, sheetOf } from "./sheets.ts";

const {
  FIRST_MEMBER,
  GROUP_INTS,
  GROUP_REALS,
  KEY_REAL,
  MEMBER_INTS,
  MEMBER_NEXT,
  MEMBER_PREVIOUS,
  MEMBER_REALS,
  NONE,
  NO_REQUIREMENT,
  OLDEST_AT_REAL,
  OLDEST_REAL,
  SCORE_FREE_REAL,
  SCORE_IDLE_CAP_REAL,
  SCORE_IDLE_REAL,
  SCORE_LAST_REAL,
  SCORE_SKILL_REAL,
  SECOND_KEY_REAL,
} = at;

/** A walk longer than this asks who is idle longest, unless that was found so lately. */
const STEPS_MAX = 24;
const OLDEST_KEPT_MS = 1000;

const best = { member: NONE, score: 0, steps: 0 };

export function pickScored(
  r: Routing,
  group: number,
  fit: number,
  ask: Ask,
  need: AgentNeed,
): number {
  best.member = NONE;
  best.score = -Infinity;
  best.steps = 0;
  if (need.lastAgent !== undefined && need.lastAgent !== NONE) {
    considerLast(r, group, fit, ask, agentSlot(r, need.lastAgent), need.now);
  }
  if (ask.requirement !== NO_REQUIREMENT) {
    considerSheet(r, group, fit, ask, need.now);
    return best.member;
  }
  const idleMax = need.now - r.groupReals[group * GROUP_REALS + OLDEST_REAL];
  for (let classes = fitsFrom(r, group, fit); classes !== 0; classes &= classes - 1) {
    considerClass(r, group, lowestBit(classes), ask, need.now, idleMax);
  }
  if (best.steps > STEPS_MAX) findOldest(r, group, need.now);
  return best.member;
}

/** The bound grows loose while those who were idle longest get work. */
function findOldest(r: Routing, group: number, now: number): void {
  const real = group * GROUP_REALS;
  if (now < r.groupReals[real + OLDEST_AT_REAL] + OLDEST_KEPT_MS) return;
  let oldest = Infinity;
  let member = r.groups[group * GROUP_INTS + FIRST_MEMBER];
  for (; member !== NONE; member = r.groupNext[member]) {
    if (fitOf(r, member) === NONE) continue;
    oldest = Math.min(oldest, r.members.reals[member * MEMBER_REALS + SECOND_KEY_REAL]);
  }
  r.groupReals[real + OLDEST_REAL] = oldest;
  r.groupReals[real + OLDEST_AT_REAL] = now;
}

/** The one member whose last term counts, wherever it stands. */
function considerLast(
  r: Routing,
  group: number,
  fit: number,
  ask: Ask,
  agent: number,
  now: number,
): void {
  const member = memberOf(r, agent, group);
  if (member === NONE) return;
  if (fitOf(r, member) < fit || !admits(r, member, ask)) return;
  const level = ask.requirement === NO_REQUIREMENT ? 0 : proficiencyOf(r, agent, ask.requirement);
  const real = member * MEMBER_REALS;
  const ratio = r.members.reals[real + KEY_REAL];
  const idleMs = now - r.members.reals[real + SECOND_KEY_REAL];
  const last = r.groupReals[group * GROUP_REALS + SCORE_LAST_REAL];
  best.member = member;
  best.score = scoreOf(r, group, level, ratio, idleMs, last);
}

function scoreOf(
  r: Routing,
  group: number,
  level: number,
  ratio: number,
  idleMs: number,
  last: number,
): number {
  const reals = r.groupReals;
  const real = group * GROUP_REALS;
  return reals[real + SCORE_SKILL_REAL] * level / LEVEL_MAX +
    reals[real + SCORE_FREE_REAL] * (1 - ratio) +
    reals[real + SCORE_IDLE_REAL] *
      Math.min(idleMs / reals[real + SCORE_IDLE_CAP_REAL], 1) +
    last;
}

function considerClass(
  r: Routing,
  group: number,
  fit: number,
  ask: Ask,
  now: number,
  idleMax: number,
): void {
  const members = r.members.ints;
  const reals = r.members.reals;
  let bucket = bucketFrom(r, group, fit, 0);
  for (; bucket !== NONE; bucket = bucketFrom(r, group, fit, bucket + 1)) {
    const head = r.heads[headSlot(group, fit, bucket)];
    const tail = members[head * MEMBER_INTS + MEMBER_PREVIOUS];
    const lastRatio = reals[tail * MEMBER_REALS + KEY_REAL];
    let ratioDone = -1;
    let member = head;
    do {
      best.steps++;
      const ratio = reals[member * MEMBER_REALS + KEY_REAL];
      if (ratio !== ratioDone) {
        if (scoreOf(r, group, 0, ratio, idleMax, 0) < best.score) return;
        if (ask.plain || admits(r, member, ask)) {
          considerMember(r, group, member, 0, now);
          if (ratio === lastRatio) break;
          ratioDone = ratio;
        }
      }
      member = members[member * MEMBER_INTS + MEMBER_NEXT];
    } while (member !== head);
  }
}

function considerSheet(r: Routing, group: number, fit: number, ask: Ask, now: number): void {
  const { members, from } = sheetOf(r, group, ask.requirement);
  const asksMore = ask.exclusion !== NONE || ask.room !== 0;
  for (let n = 0; n < LEVEL_MAX; n++) {
    const level = LEVEL_MAX - n;
    if (scoreOf(r, group, level, 0, Infinity, 0) < best.score) return;
    for (let place = from[n]; place < from[n + 1]; place++) {
      const member = members[place];
      if (fitOf(r, member) < fit || (asksMore && !admits(r, member, ask))) continue;
      considerMember(r, group, member, level, now);
    }
  }
}

function considerMember(r: Routing, group: number, member: number, level: number, now: number) {
  const real = member * MEMBER_REALS;
  const idleMs = now - r.members.reals[real + SECOND_KEY_REAL];
  const score = scoreOf(r, group, level, r.members.reals[real + KEY_REAL], idleMs, 0);
  if (
    score > best.score ||
    (score === best.score && member !== best.member && precedes(r, member, best.member))
  ) {
    best.member = member;
    best.score = score;
  }
}
