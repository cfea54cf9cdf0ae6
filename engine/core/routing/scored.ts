/**
 * scored: the highest of exactly
 *
 *   skill · level/5 + free · (1 − used/capacity) + idle · min(idleMs/idleCapMs, 1) + last
 *
 * where the last term counts for the agent who served this visitor last; then as leastOccupied.
 * Members of equal occupancy differ only in level and idleness, and stand longest idle first; so
 * the walk leaves an occupancy when nobody behind can reach the best, and a class when no later
 * occupancy can. The bounds are sums of the same terms in the same order: rounding is monotone,
 * so a bound is never below what it bounds.
 */
import { type AgentNeed } from "./door.ts";
import { bucketFrom, fitsFrom, lowestBit, precedes } from "./index.ts";
import * as at from "./layout.ts";
import { LEVEL_MAX } from "./most_skilled.ts";
import { admits, type Ask, headSlot } from "./pick_agent.ts";
import { proficiencyOf } from "./requirements.ts";
import { agentSlot, memberOf, type Routing } from "./routing.ts";

const {
  BUCKET_BITS,
  FIT_CLASSES,
  GROUP_REALS,
  KEY_REAL,
  MEMBER_AGENT,
  MEMBER_INTS,
  MEMBER_NEXT,
  MEMBER_PREVIOUS,
  MEMBER_REALS,
  MEMBER_SLOT,
  NONE,
  NO_REQUIREMENT,
  SCORE_FREE_REAL,
  SCORE_IDLE_CAP_REAL,
  SCORE_IDLE_REAL,
  SCORE_LAST_REAL,
  SCORE_SKILL_REAL,
  SECOND_KEY_REAL,
} = at;

const best = { member: NONE, score: 0 };

export function pickScored(
  r: Routing,
  group: number,
  fit: number,
  ask: Ask,
  need: AgentNeed,
): number {
  best.member = NONE;
  if (need.lastAgent !== undefined && need.lastAgent !== NONE) {
    considerLast(r, group, fit, ask, agentSlot(r, need.lastAgent), need.now);
  }
  for (let classes = fitsFrom(r, group, fit); classes !== 0; classes &= classes - 1) {
    considerClass(r, group, lowestBit(classes), ask, need.now);
  }
  return best.member;
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
  const record = member * MEMBER_INTS;
  if (r.members.ints[record + MEMBER_NEXT] === NONE) return;
  const own = (r.members.ints[record + MEMBER_SLOT] >>> BUCKET_BITS) & (FIT_CLASSES - 1);
  if (own < fit || !admits(r, member, ask)) return;
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

function considerClass(r: Routing, group: number, fit: number, ask: Ask, now: number): void {
  const members = r.members.ints;
  const reals = r.members.reals;
  const levelMax = ask.requirement === NO_REQUIREMENT ? 0 : LEVEL_MAX;
  let bucket = bucketFrom(r, group, fit, 0);
  for (; bucket !== NONE; bucket = bucketFrom(r, group, fit, bucket + 1)) {
    const head = r.heads[headSlot(group, fit, bucket)];
    const tail = members[head * MEMBER_INTS + MEMBER_PREVIOUS];
    const lastRatio = reals[tail * MEMBER_REALS + KEY_REAL];
    let ratioDone = -1;
    let member = head;
    do {
      const ratio = reals[member * MEMBER_REALS + KEY_REAL];
      if (ratio !== ratioDone) {
        if (best.member !== NONE) {
          const reach = scoreOf(r, group, levelMax, ratio, Infinity, 0);
          if (reach < best.score) return;
        }
        if (!considerMember(r, group, member, ask, levelMax, now)) {
          if (ratio === lastRatio) break;
          ratioDone = ratio;
        }
      }
      member = members[member * MEMBER_INTS + MEMBER_NEXT];
    } while (member !== head);
  }
}

/** Takes the member if it is the best so far; whether one behind it at this ratio could be. */
function considerMember(
  r: Routing,
  group: number,
  member: number,
  ask: Ask,
  levelMax: number,
  now: number,
): boolean {
  const real = member * MEMBER_REALS;
  const ratio = r.members.reals[real + KEY_REAL];
  const idleMs = now - r.members.reals[real + SECOND_KEY_REAL];
  if (
    best.member !== NONE && scoreOf(r, group, levelMax, ratio, idleMs, 0) < best.score
  ) return false;
  if (!admits(r, member, ask)) return true;
  const agent = r.members.ints[member * MEMBER_INTS + MEMBER_AGENT];
  const level = levelMax === 0 ? 0 : proficiencyOf(r, agent, ask.requirement);
  const score = scoreOf(r, group, level, ratio, idleMs, 0);
  if (
    best.member === NONE || score > best.score ||
    (score === best.score && precedes(r, member, best.member))
  ) {
    best.member = member;
    best.score = score;
  }
  return level < levelMax;
}
