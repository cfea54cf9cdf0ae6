import type { Stream } from "./random.ts";

/** How long something lasts. */
export type Span =
  | { type: "exponential"; meanMs: number }
  | { type: "lognormal"; meanMs: number; deviationMs: number };

export const drawUnit = (stream: Stream): number => -Math.log(stream());

export function drawSpan(stream: Stream, span: Span): number {
  switch (span.type) {
    case "exponential":
      return span.meanMs * drawUnit(stream);
    case "lognormal": {
      const variance = Math.log1p((span.deviationMs / span.meanMs) ** 2);
      return span.meanMs * Math.exp(Math.sqrt(variance) * drawNormal(stream) - variance / 2);
    }
  }
}

/** Box and Muller, one of the pair: always two numbers of the stream. */
function drawNormal(stream: Stream): number {
  const radius = Math.sqrt(2 * drawUnit(stream));
  return radius * Math.cos(2 * Math.PI * stream());
}

/** Gamma with mean 1, by Marsaglia and Tsang; a shape below 1 is raised and thinned. */
export function drawGamma(stream: Stream, shape: number): number {
  const raised = shape < 1 ? shape + 1 : shape;
  const thinned = shape < 1 ? stream() ** (1 / shape) : 1;
  const d = raised - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = drawNormal(stream);
    const cube = (1 + c * normal) ** 3;
    if (cube <= 0) continue;
    if (Math.log(stream()) < normal * normal / 2 + d * (1 - cube + Math.log(cube))) {
      return thinned * d * cube / shape;
    }
  }
}
