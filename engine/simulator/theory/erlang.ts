/**
 * Waiting-line formulas for n agents and Poisson arrivals. Rates share one unit of time; offered
 * load a = λ/μ. Sources: Gans, Koole & Mandelbaum 2003 (Erlang B, C, A); Garnett, Mandelbaum &
 * Reiman 2002 (abandonment, its limit); Halfin & Whitt 1981 (square-root staffing limit).
 */

/** Share of arrivals that find all n agents taken and leave: B(0)=1, B(k)=aB(k−1)/(k+aB(k−1)). */
export function erlangB(n: number, a: number): number {
  let blocked = 1;
  for (let k = 1; k <= n; k++) blocked = (a * blocked) / (k + a * blocked);
  return blocked;
}

/** Probability that an arrival waits, without abandonment; 1 when a ≥ n. C = B/(1−ρ(1−B)). */
export function erlangC(n: number, a: number): number {
  if (a >= n) return 1;
  const blocked = erlangB(n, a);
  return blocked / (1 - (a / n) * (1 - blocked));
}

export interface ErlangCFigures {
  waits: number;
  /** Mean wait of all, in the rates' unit of time; Infinity when a ≥ n. */
  meanWait: number;
  occupancy: number;
  /** Share answered within `within`. */
  serviceLevel: number;
}

export function erlangCFigures(
  { lambda, mu, n, within }: { lambda: number; mu: number; n: number; within: number },
): ErlangCFigures {
  const a = lambda / mu;
  const waits = erlangC(n, a);
  const spare = n * mu - lambda;
  if (spare <= 0) return { waits: 1, meanWait: Infinity, occupancy: 1, serviceLevel: 0 };
  return {
    waits,
    meanWait: waits / spare,
    occupancy: a / n,
    serviceLevel: 1 - waits * Math.exp(-spare * within),
  };
}

export interface ErlangAFigures {
  /** P(wait > 0) and P(abandon). */
  waits: number;
  abandons: number;
  /** Mean wait of everyone, abandoners included. */
  meanWait: number;
  queue: number;
  occupancy: number;
}

/** States beyond this share of the probability's peak no longer count. */
const NEGLIGIBLE = 1e-18;
const STATES_MAX = 10_000_000;

/**
 * Birth–death chain with births λ and deaths μ·min(k,n) + θ·(k−n)⁺, weights relative to state n so
 * that nothing overflows. θ = 0 needs λ < nμ.
 */
function stationary(lambda: number, mu: number, theta: number, n: number): number[] {
  const weights: number[] = new Array(n + 1).fill(0);
  weights[n] = 1;
  for (let k = n; k > 0; k--) weights[k - 1] = (weights[k] * k * mu) / lambda;
  let peak = Math.max(...weights);
  for (let k = n + 1; k < STATES_MAX; k++) {
    const weight = (weights[k - 1] * lambda) / (n * mu + (k - n) * theta);
    weights.push(weight);
    peak = Math.max(peak, weight);
    if (weight < peak * NEGLIGIBLE && weight < weights[k - 1]) break;
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

export function erlangA(
  { lambda, mu, theta, n }: { lambda: number; mu: number; theta: number; n: number },
): ErlangAFigures {
  const chain = stationary(lambda, mu, theta, n);
  let waits = 0;
  let queue = 0;
  let busy = 0;
  chain.forEach((probability, k) => {
    if (k >= n) waits += probability;
    queue += probability * Math.max(0, k - n);
    busy += probability * Math.min(k, n);
  });
  return {
    waits,
    abandons: (theta * queue) / lambda,
    meanWait: queue / lambda,
    queue,
    occupancy: busy / n,
  };
}

/**
 * Share of all arrivals that are served within `within`: an arrival that meets q ahead waits for
 * q + 1 departures at rates nμ + jθ and must outlast them. Integrated over the states by the
 * hypoexponential race, in steps of time (Runge–Kutta on the pure-death chain).
 */
export function erlangAServedWithin(
  { lambda, mu, theta, n, within, steps = 4_000 }: {
    lambda: number;
    mu: number;
    theta: number;
    n: number;
    within: number;
    steps?: number;
  },
): number {
  const chain = stationary(lambda, mu, theta, n);
  const atOnce = chain.slice(0, n).reduce((sum, probability) => sum + probability, 0);
  // ahead[q] = probability that the tagged customer still waits with q ahead of it
  let ahead = chain.slice(n);
  let served = 0;
  const step = within / steps;
  const change = (state: number[]): { flow: number[]; served: number } => {
    const flow = state.map((probability, q) => {
      const arriving = (state[q + 1] ?? 0) * (n * mu + (q + 1) * theta);
      return arriving - probability * (n * mu + q * theta + theta);
    });
    return { flow, served: state[0] * n * mu };
  };
  const moved = (state: number[], flow: number[], by: number) =>
    state.map((probability, q) => probability + flow[q] * by);
  for (let i = 0; i < steps; i++) {
    const k1 = change(ahead);
    const k2 = change(moved(ahead, k1.flow, step / 2));
    const k3 = change(moved(ahead, k2.flow, step / 2));
    const k4 = change(moved(ahead, k3.flow, step));
    ahead = ahead.map((probability, q) =>
      probability +
      (step / 6) * (k1.flow[q] + 2 * k2.flow[q] + 2 * k3.flow[q] + k4.flow[q])
    );
    served += (step / 6) * (k1.served + 2 * k2.served + 2 * k3.served + k4.served);
  }
  return atOnce + served;
}
