/**
 * What a group remembers for the estimate (routing.md): how long its conversations last, how many
 * of those who wait give up, and how many stand in its own line. Sums fade with every end, so that
 * the last ones count.
 */
export interface GroupFigures {
  waiting: number;
  left: number;
  /** Conversations that ended with an agent, and how long they were there. */
  ended: number;
  heldMs: number;
  /** Of those who waited: how many gave up, and how long all of them together have waited. */
  gaveUp: number;
  waitedMs: number;
  /** Up to when the waiting is counted. */
  waitedAt: number;
}

/** A mean over so many ends is known to a fifth, and follows a change of hours. */
const ENDS_KEPT = 24;
const WAITS_KEPT = 128;
/** Who leaves at once has no patience at all, and never stands before anybody. */
const AT_ONCE_MS = 2_000;

export const createFigures = (): GroupFigures => ({
  waiting: 0,
  left: 0,
  ended: 0,
  heldMs: 0,
  gaveUp: 0,
  waitedMs: 0,
  waitedAt: 0,
});

/** A conversation has ended after so long with its agent. */
export function carriedOut(figures: GroupFigures, forMs: number): void {
  const fades = 1 - 1 / ENDS_KEPT;
  figures.heldMs = figures.heldMs * fades + forMs;
  figures.ended = figures.ended * fades + 1;
}

/** So many have waited on up to now; call it before anybody comes or goes. */
export function waitedOn(figures: GroupFigures, present: number, at: number): void {
  if (figures.waitedAt > 0) figures.waitedMs += present * (at - figures.waitedAt);
  figures.waitedAt = at;
}

/** A wait has ended: with an agent, or by giving up after so long. */
export function waitEnded(figures: GroupFigures, gaveUpAfterMs: number | undefined): void {
  if (gaveUpAfterMs !== undefined && gaveUpAfterMs < AT_ONCE_MS) return;
  const fades = 1 - 1 / WAITS_KEPT;
  figures.waitedMs *= fades;
  figures.gaveUp = figures.gaveUp * fades + (gaveUpAfterMs === undefined ? 0 : 1);
}
