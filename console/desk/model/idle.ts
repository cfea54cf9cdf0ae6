/** Before this moment nobody was here: an agent who never went on is idle since 1970. */
const BEGUN_AT = Date.UTC(2020, 0, 1);

/** How long an agent had been idle at a moment; undefined when that is not known. */
export const idleAt = (at: number, idleMs: number | undefined): number | undefined =>
  idleMs !== undefined && at - idleMs >= BEGUN_AT ? idleMs : undefined;
