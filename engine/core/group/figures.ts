/**
 * What a group remembers of its own departures, for the estimate (routing.md): the last moments at
 * which somebody who waited was assigned, oldest first, and how many stand in its own line.
 */
export interface GroupFigures {
  departures: number[];
  waiting: number;
  left: number;
}

/** A pace known to an eighth; the estimate looks at the younger ones only when load moves. */
const DEPARTURES_MAX = 64;

export const createFigures = (): GroupFigures => ({ departures: [], waiting: 0, left: 0 });

export function departed(figures: GroupFigures, at: number): void {
  figures.departures.push(at);
  if (figures.departures.length > DEPARTURES_MAX) figures.departures.shift();
}
