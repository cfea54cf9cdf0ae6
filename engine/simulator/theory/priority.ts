import { erlangC } from "./erlang.ts";

/**
 * Mean waits of classes in a non-preemptive priority M/M/n line with one service rate, first class
 * first: W_k = (C/(nμ)) / ((1−σ_{k−1})(1−σ_k)), σ_k = Σ_{i≤k} λ_i/(nμ) (Kella & Yechiali 1985).
 */
export function priorityWaits(lambdas: number[], mu: number, n: number): number[] {
  const total = lambdas.reduce((sum, lambda) => sum + lambda, 0);
  const begun = erlangC(n, total / mu) / (n * mu);
  let before = 0;
  return lambdas.map((lambda) => {
    const through = before + lambda / (n * mu);
    const wait = begun / ((1 - before) * (1 - through));
    before = through;
    return wait;
  });
}
