/**
 * Opening hours as the journal tells them, for P5: outside those of the entrance and of the group
 * no clock runs. A turn is told at its moment or after it (a takeover): the one before said when.
 */
import type { Configuration } from "../contract/wire/configuration.ts";
import type { Event } from "../contract/wire/events.ts";

interface Hours {
  nextAt: number;
  closed: { from: number; to: number }[];
}

/** By schedule. */
export type OpeningHours = Map<string, Hours>;

/** Where a conversation stands: what its opening hours are taken from. */
interface Place {
  route: string;
  group: string;
}

export function noteTurn(hours: OpeningHours, event: Event<"workspace.schedule_turned">): void {
  const known = hours.get(event.schedule);
  const turnedAt = Math.min(known?.nextAt ?? event.at, event.at);
  const closed = known?.closed ?? [];
  const last = closed.at(-1);
  const wasClosed = last?.to === Infinity;
  if (event.phase === "closed" && !wasClosed) closed.push({ from: turnedAt, to: Infinity });
  if (event.phase !== "closed" && wasClosed) last.to = turnedAt;
  hours.set(event.schedule, { nextAt: event.nextAt, closed });
}

/** Schedules that a document no longer has are forgotten with it. */
export function keepHours(hours: OpeningHours, configuration: Configuration | undefined): void {
  const ids = new Set(configuration?.schedules?.map(({ id }) => id));
  for (const id of hours.keys()) if (!ids.has(id)) hours.delete(id);
}

function closedOf(hours: OpeningHours, configuration: Configuration, place: Place) {
  const names = [
    configuration.routes?.find(({ id }) => id === place.route)?.schedule,
    configuration.groups?.find(({ id }) => id === place.group)?.schedule,
  ];
  return names.flatMap((name) => name === undefined ? [] : hours.get(name)?.closed ?? [])
    .sort((a, b) => a.from - b.from);
}

/** How much of a time was within opening hours. */
export function openMs(
  hours: OpeningHours,
  configuration: Configuration,
  place: Place,
  [from, until]: readonly [number, number],
): number {
  let ms = until - from;
  let counted = from;
  for (const closed of closedOf(hours, configuration, place)) {
    const begin = Math.max(closed.from, counted);
    const end = Math.min(closed.to, until);
    if (end <= begin) continue;
    ms -= end - begin;
    counted = end;
  }
  return ms;
}

/** Whether a moment lies between a closing and the next opening; the closing itself does not. */
export const isShutAt = (
  hours: OpeningHours,
  configuration: Configuration,
  place: Place,
  at: number,
): boolean => closedOf(hours, configuration, place).some(({ from, to }) => from < at && at < to);
