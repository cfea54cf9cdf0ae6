import { drawGamma, drawSpan, drawUnit } from "../chance/draw.ts";
import { createStream, type Stream } from "../chance/random.ts";
import type { Patience, Scenario, VisitorClass } from "../scenario/scenario.ts";

/**
 * Everybody who comes on one day, in order, with what each brings along: the work they are and how
 * long they wait. Drawn before anything is decided, so that every configuration meets the same
 * people. Behind those who come by themselves stand those who would come back.
 */
export interface Arrivals {
  /** Who comes by themselves: the first so many. */
  count: number;
  /** ms since the day began; of a return, since the end of the service before it. */
  at: Float64Array;
  /** Index of the class. */
  of: Uint16Array;
  workMs: Float64Array;
  /** Infinity: waits for ever. */
  patienceMs: Float64Array;
  /** 1: gives up without a word. */
  silent: Uint8Array;
  /** The same person's next visit after being served, -1 = none. */
  next: Int32Array;
}

export interface Visitor {
  at: number;
  of: number;
  workMs: number;
  patienceMs: number;
  silent: boolean;
  next?: Visitor;
}

/** The streams of one class on one day: one per purpose. */
interface Streams {
  arriving: Stream;
  serving: Stream;
  waiting: Stream;
  silence: Stream;
  returning: Stream;
}

export function drawArrivals(scenario: Scenario, day: number): Arrivals {
  const { busynessShape, seed } = scenario;
  const busyness = busynessShape === undefined
    ? 1
    : drawGamma(createStream(seed, day, "busyness"), busynessShape);
  return inOrder(scenario.classes.flatMap((_, of) => visitorsOf(scenario, day, of, busyness)));
}

/** Visitors as columns, by the time they come. */
export function inOrder(visitors: Visitor[]): Arrivals {
  visitors.sort((a, b) => a.at - b.at || a.of - b.of);
  const count = visitors.length;
  const all = visitors.slice();
  const next = all.map(() => -1);
  for (let n = 0; n < all.length; n++) {
    const back = all[n].next;
    if (back === undefined) continue;
    next[n] = all.length;
    all.push(back);
    next.push(-1);
  }
  return {
    count,
    at: Float64Array.from(all, ({ at }) => at),
    of: Uint16Array.from(all, ({ of }) => of),
    workMs: Float64Array.from(all, ({ workMs }) => workMs),
    patienceMs: Float64Array.from(all, ({ patienceMs }) => patienceMs),
    silent: Uint8Array.from(all, ({ silent }) => silent ? 1 : 0),
    next: Int32Array.from(next),
  };
}

function visitorsOf(scenario: Scenario, day: number, of: number, busyness: number): Visitor[] {
  const { seed, periodMs } = scenario;
  const kind = scenario.classes[of];
  const stream = (purpose: string) => createStream(seed, day, `${purpose} ${kind.id}`);
  const streams: Streams = {
    arriving: stream("arrivals"),
    serving: stream("service"),
    waiting: stream("patience"),
    silence: stream("silence"),
    returning: stream("returns"),
  };
  const one = (at: number, period: number) => visitor(kind, of, at, period, streams);
  if (kind.recorded !== undefined) return kind.recorded.map((at) => one(Math.floor(at), 0));
  return poisson(kind.arrivals, periodMs, busyness, streams.arriving, one);
}

/** Poisson with a rate by period: unit-rate arrivals, read on the clock of the expected count. */
function poisson(
  rates: number[],
  periodMs: number,
  busyness: number,
  arriving: Stream,
  one: (at: number, period: number) => Visitor,
): Visitor[] {
  const visitors: Visitor[] = [];
  let due = drawUnit(arriving);
  rates.forEach((rate, period) => {
    const perMs = rate * busyness;
    let fromMs = 0;
    while (perMs > 0 && due <= (periodMs - fromMs) * perMs) {
      fromMs += due / perMs;
      visitors.push(one(Math.floor(period * periodMs + fromMs), period));
      due = drawUnit(arriving);
    }
    due -= (periodMs - fromMs) * perMs;
  });
  return visitors;
}

/** The same numbers are taken from the streams whatever comes of them. */
function visitor(
  kind: VisitorClass,
  of: number,
  at: number,
  period: number,
  streams: Streams,
): Visitor {
  const { service, patience, silent, returns } = kind;
  const drawn: Visitor = {
    at,
    of,
    workMs: Math.max(1, Math.round(drawSpan(streams.serving, service[period]))),
    patienceMs: drawPatience(streams.waiting, patience?.[period]),
    silent: silent !== undefined && streams.silence() < silent.share,
  };
  if (returns === undefined || streams.returning() >= returns.share) return drawn;
  const afterMs = Math.round(drawSpan(streams.returning, returns.after));
  return { ...drawn, next: visitor(kind, of, afterMs, period, streams) };
}

function drawPatience(stream: Stream, patience: Patience | undefined): number {
  if (patience === undefined) return Infinity;
  const chance = stream();
  const spanMs = drawSpan(stream, patience.span);
  return chance < patience.zeroShare ? 0 : Math.round(spanMs);
}
