import { drawGamma, drawSpan, drawUnit } from "../chance/draw.ts";
import { createStream, type Stream } from "../chance/random.ts";
import type { Patience, Scenario } from "../scenario/scenario.ts";

/**
 * Everybody who comes on one day, in order, with what each brings along: the time it takes to serve
 * them and how long they wait. Drawn before anything is decided, so that every configuration meets
 * the same people.
 */
export interface Arrivals {
  count: number;
  /** ms since the day began. */
  at: Float64Array;
  /** Index of the class. */
  of: Uint16Array;
  serviceMs: Float64Array;
  /** Infinity: waits for ever. */
  patienceMs: Float64Array;
}

interface Visitor {
  at: number;
  of: number;
  serviceMs: number;
  patienceMs: number;
}

export function drawArrivals(scenario: Scenario, day: number): Arrivals {
  const { busynessShape, seed } = scenario;
  const busyness = busynessShape === undefined
    ? 1
    : drawGamma(createStream(seed, day, "busyness"), busynessShape);
  const visitors = scenario.classes.flatMap((_, of) => visitorsOf(scenario, day, of, busyness));
  visitors.sort((a, b) => a.at - b.at || a.of - b.of);
  return {
    count: visitors.length,
    at: Float64Array.from(visitors, ({ at }) => at),
    of: Uint16Array.from(visitors, ({ of }) => of),
    serviceMs: Float64Array.from(visitors, ({ serviceMs }) => serviceMs),
    patienceMs: Float64Array.from(visitors, ({ patienceMs }) => patienceMs),
  };
}

/** Poisson with a rate by period: unit-rate arrivals, read on the clock of the expected count. */
function visitorsOf(scenario: Scenario, day: number, of: number, busyness: number): Visitor[] {
  const { seed, periodMs } = scenario;
  const { id, arrivals, service, patience } = scenario.classes[of];
  const arriving = createStream(seed, day, `arrivals ${id}`);
  const serving = createStream(seed, day, `service ${id}`);
  const waiting = createStream(seed, day, `patience ${id}`);
  const visitors: Visitor[] = [];
  let due = drawUnit(arriving);
  arrivals.forEach((rate, period) => {
    const perMs = rate * busyness;
    let fromMs = 0;
    while (perMs > 0 && due <= (periodMs - fromMs) * perMs) {
      fromMs += due / perMs;
      visitors.push({
        at: Math.floor(period * periodMs + fromMs),
        of,
        serviceMs: Math.max(1, Math.round(drawSpan(serving, service[period]))),
        patienceMs: drawPatience(waiting, patience?.[period]),
      });
      due = drawUnit(arriving);
    }
    due -= (periodMs - fromMs) * perMs;
  });
  return visitors;
}

/** The same numbers are taken from the stream whatever comes of them. */
function drawPatience(stream: Stream, patience: Patience | undefined): number {
  if (patience === undefined) return Infinity;
  const chance = stream();
  const spanMs = drawSpan(stream, patience.span);
  return chance < patience.zeroShare ? 0 : Math.round(spanMs);
}
