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

/** States of less than e^−42 of the likeliest, some 1e-18, no longer count. */
const LOG_NEGLIGIBLE = -42;
const STATES_MAX = 10_000_000;

/**
 * Birth–death chain with births λ and deaths μ·min(k,n) + θ·(k−n)⁺, in logarithms: with thousands of
 * agents its weights leave the range of numbers on either side. θ = 0 needs λ < nμ.
 */
function stationary(lambda: number, mu: number, theta: number, n: number): number[] {
  const logs = [0];
  let peak = 0;
  for (let k = 1; k < STATES_MAX; k++) {
    const deaths = mu * Math.min(k, n) + theta * Math.max(0, k - n);
    const log = logs[k - 1] + Math.log(lambda / deaths);
    logs.push(log);
    peak = Math.max(peak, log);
    if (k > n && log < peak + LOG_NEGLIGIBLE && deaths > lambda) break;
  }
  const weights = logs.map((log) => Math.exp(log - peak));
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
 * Share of all arrivals that are served within `within`; θ > 0. Who meets q ahead waits for q + 1
 * departures at rates nμ + jθ, j = 0…q. Such a sum is −ln(B)/θ with B ~ Beta(nμ/θ, q + 1), and who
 * waits so long is still there with probability B. So x = e^(−θ·within) gives E[B; B ≥ x], the mean of
 * B times P(B′ ≥ x) with B′ ~ Beta(nμ/θ + 1, q + 1): a finite sum, which grows by a term with each q.
 */
export function erlangAServedWithin(
  { lambda, mu, theta, n, within }: {
    lambda: number;
    mu: number;
    theta: number;
    n: number;
    within: number;
  },
): number {
  const chain = stationary(lambda, mu, theta, n);
  const shape = n * mu / theta;
  const logStays = -theta * within;
  const logGone = Math.log(-Math.expm1(logStays));
  let served = chain.slice(0, n).reduce((sum, probability) => sum + probability, 0);
  // In logarithms: with many agents the first terms are too small for a number.
  let logTerm = (shape + 1) * logStays;
  let later = Math.exp(logTerm);
  for (let q = 0; n + q < chain.length; q++) {
    if (q > 0) {
      logTerm += logGone + Math.log((shape + q) / q);
      later += Math.exp(logTerm);
    }
    served += chain[n + q] * shape / (shape + q + 1) * Math.max(0, 1 - later);
  }
  return served;
}
