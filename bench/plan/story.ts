import { createRandom, type Random } from "./random.ts";

/** A stretch of the run in which the rate of arrivals goes evenly from one value to another. */
export interface Stretch {
  seconds: number;
  /** Opens per second at its beginning and at its end. */
  from: number;
  to: number;
}

/** How people behave, as means; all times in the run's own seconds. */
export interface People {
  /** Until somebody who waits gives up. */
  patienceMs: number;
  /** From assignment to the agent's close. */
  serviceMs: number;
  /** From a visitor's words to the agent's reply, once the agent turns to them. */
  replyMs: number;
  /** From the agent's words to the visitor's next ones. */
  thinkMs: number;
  /** Messages of a visitor after the first. */
  turns: number;
}

/** One visitor's story, drawn before the run begins, so that a seed names it. */
export interface VisitorStory {
  /** Arrival, ms after the load begins. */
  at: number;
  patienceMs: number;
  thinkMs: number;
  turns: number;
  /** How this one gives up: says so, leaves a message, or closes the page. */
  gives: "closes" | "leaves" | "silent";
  /** Drops the socket so long after the open and comes back with what it has. */
  reconnectAfterMs?: number;
  uploads: boolean;
}

export const SHARE_SILENT = 0.5;
const SHARE_LEAVES = 0.25;
const SHARE_RECONNECTS = 0.03;
const SHARE_UPLOADS = 0.02;
const RECONNECT_MS = 15_000;
/** More visitors than this are more than one k6 process holds in memory. */
const VISITORS_MAX = 200_000;

/** Everybody who comes, in the order of arrival: a Poisson process of the given rate, by thinning. */
export function* arrivalsOf(
  shape: readonly Stretch[],
  people: People,
  seed: number,
): Generator<VisitorStory> {
  const random = createRandom(seed);
  let begun = 0;
  for (const { seconds, from, to } of shape) {
    const most = Math.max(from, to);
    for (let at = random.exponential(1 / most); at < seconds; at += random.exponential(1 / most)) {
      const rate = from + (to - from) * at / seconds;
      if (random.next() * most > rate) continue;
      yield story(Math.round((begun + at) * 1_000), people, random);
    }
    begun += seconds;
  }
}

/** All of them at once, for k6. */
export function storiesOf(shape: readonly Stretch[], people: People, seed: number): VisitorStory[] {
  const stories: VisitorStory[] = [];
  for (const one of arrivalsOf(shape, people, seed)) {
    if (stories.length >= VISITORS_MAX) throw new RangeError("more visitors than one run holds");
    stories.push(one);
  }
  return stories;
}

function story(at: number, people: People, random: Random): VisitorStory {
  const manner = random.next();
  const reconnects = random.next() < SHARE_RECONNECTS;
  return {
    at,
    patienceMs: Math.round(random.exponential(people.patienceMs)),
    thinkMs: Math.round(random.lognormal(people.thinkMs)),
    turns: Math.round(random.exponential(people.turns)),
    gives: manner < SHARE_SILENT
      ? "silent"
      : manner < SHARE_SILENT + SHARE_LEAVES
      ? "leaves"
      : "closes",
    ...(reconnects && { reconnectAfterMs: Math.round(random.exponential(RECONNECT_MS)) }),
    uploads: random.next() < SHARE_UPLOADS,
  };
}

export const secondsOf = (shape: readonly Stretch[]): number =>
  shape.reduce((sum, stretch) => sum + stretch.seconds, 0);

/** The same rates over another time. */
export function lastingShape(shape: readonly Stretch[], seconds: number): Stretch[] {
  const whole = secondsOf(shape);
  return shape.map((one) => ({ ...one, seconds: one.seconds / whole * seconds }));
}
