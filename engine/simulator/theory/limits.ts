/** Limits for many agents: n = a + β√a (Halfin & Whitt 1981; Garnett, Mandelbaum & Reiman 2002). */

const density = (x: number) => Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);

/** Standard normal distribution; Simpson's rule on [0, x], exact to 1e-12 for |x| ≤ 8. */
export function normal(x: number): number {
  const steps = 2_000;
  const width = x / steps;
  let sum = density(0) + density(x);
  for (let i = 1; i < steps; i++) sum += density(i * width) * (i % 2 === 0 ? 2 : 4);
  return 0.5 + (sum * width) / 3;
}

/** P(wait > 0) without abandonment: [1 + βΦ(β)/φ(β)]⁻¹. */
export const halfinWhitt = (beta: number): number =>
  1 / (1 + (beta * normal(beta)) / density(beta));

/** P(wait > 0) with patience rate θ: [1 + √(θ/μ)·h(β√(μ/θ))/h(−β)]⁻¹, h = φ/(1−Φ). */
export function garnett(beta: number, thetaOverMu: number): number {
  const hazard = (x: number) => density(x) / (1 - normal(x));
  const scale = Math.sqrt(thetaOverMu);
  return 1 / (1 + (scale * hazard(beta / scale)) / hazard(-beta));
}

/** Mean wait behind q others that may abandon: Σ_{j=0..q} 1/(nμ + jθ). */
export function estimatedWait(q: number, n: number, mu: number, theta: number): number {
  let wait = 0;
  for (let j = 0; j <= q; j++) wait += 1 / (n * mu + j * theta);
  return wait;
}

/** Share that abandons in an overloaded system seen as a fluid: 1 − nμ/λ, at least 0. */
export const fluidAbandonment = (lambda: number, mu: number, n: number): number =>
  Math.max(0, 1 - (n * mu) / lambda);

/** Agents for an offered load: a + β√a, rounded up. */
export const squareRootStaffing = (a: number, beta: number): number =>
  Math.ceil(a + beta * Math.sqrt(a));
