import type { Visit } from "./recorded_day.ts";

/** How long conversations last, as recorded, by how many the agent then had. */
export interface Service {
  /** By step of concurrency: the times, sorted. */
  steps: Float64Array[];
}

/** 1, 2, 3, 4–5, 6–8, 9–13, 14–20, more: an agent with 15 works like one with 16. */
const STEPS = [1, 2, 3, 5, 8, 13, 20, Infinity];
/** Fewer say nothing of a step: the nearest that has so many stands in. */
const TIMES_MIN = 8;

export function serviceOf(visits: Pick<Visit, "chats" | "servedMs">[]): Service {
  const steps = STEPS.map((): number[] => []);
  for (const { chats, servedMs } of visits) {
    if (chats !== undefined && servedMs !== undefined) steps[stepOf(chats)].push(servedMs);
  }
  return { steps: steps.map((times) => Float64Array.from(times).sort()) };
}

const stepOf = (chats: number): number => STEPS.findIndex((most) => chats <= most);

/** The time that a share `chance` stays below; undefined when nothing is known at all. */
export function serviceAt({ steps }: Service, chats: number, chance: number): number | undefined {
  const wanted = stepOf(chats);
  const nearest = steps.map((times, at) => ({ times, away: Math.abs(at - wanted) }))
    .toSorted((a, b) => a.away - b.away);
  const found = nearest.find(({ times }) => times.length >= TIMES_MIN) ??
    nearest.find(({ times }) => times.length > 0);
  return found?.times[Math.floor(chance * found.times.length)];
}
