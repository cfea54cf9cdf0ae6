/**
 * Lines that drain together still do not drain alike: who can be taken by everybody waits less than
 * who can be taken by a few. Freed agents take the longest wait, so water finds its level: the set
 * of lines with most ahead for each of its busy agents goes slowest, its agents have no time for the
 * others before those have caught up, and the rest is levelled likewise.
 */

/** Which lines agents serve, as bits, and how many conversations those who serve just these have. */
export type Teams = ReadonlyMap<number, number>;

/** Sets of so many lines are looked through one by one; more lines count as one. */
export const LEVELLED_MAX = 6;
/** A picture of a moment: a few people more or less in a short line are no lasting difference. */
const TIMES_MAX = 2;

/** How many times as long as the pool as a whole a line takes; `ahead` by line, itself included. */
export function slowness(ahead: readonly number[], teams: Teams, own: number): number {
  if (ahead.length > LEVELLED_MAX || teams.size === 0) return 1;
  let left = [...teams];
  let lines = (1 << ahead.length) - 1;
  const whole = levelOf(lines, ahead, left);
  for (;;) {
    let slowest = lines;
    for (let some = lines; some > 0; some = (some - 1) & lines) {
      if (levelOf(some, ahead, left) > levelOf(slowest, ahead, left)) slowest = some;
    }
    if ((slowest >> own) % 2 === 1) {
      const times = levelOf(slowest, ahead, left) / whole;
      return Math.min(TIMES_MAX, Math.max(1 / TIMES_MAX, times));
    }
    const taken = slowest;
    lines &= ~taken;
    left = left.filter(([serves]) => (serves & taken) === 0);
  }
}

/**
 * The chance that two conversations of those who serve a line end with different teams: 0 when one
 * team serves it, a half with two equal ones.
 */
export function sharedOut(teams: Teams, own: number): number {
  let [all, same] = [0, 0];
  for (const [serves, has] of teams) {
    if ((serves >> own) % 2 === 0) continue;
    all += has;
    same += has * has;
  }
  return all === 0 ? 0 : 1 - same / (all * all);
}

/** Ahead for each conversation that ends; nobody at work is next to none. */
const NOBODY_BUSY = 1e-6;

function levelOf(lines: number, ahead: readonly number[], teams: [number, number][]): number {
  let standing = 0;
  for (let at = 0; at < ahead.length; at++) if ((lines >> at) % 2 === 1) standing += ahead[at];
  let busy = NOBODY_BUSY;
  for (const [serves, has] of teams) if ((serves & lines) !== 0) busy += has;
  return standing / busy;
}
