/** Means over independent days with their 95 % confidence intervals. */
export interface Interval {
  mean: number;
  low: number;
  high: number;
}

const NORMAL_95 = 1.959963984540054;
/** Student's t for one and two degrees of freedom, where the expansion is too rough. */
const T_95 = [NaN, 12.706204736432095, 4.302652729911275];

/** Student's t, 97.5 %, by the expansion of Cornish and Fisher in the normal quantile. */
function student95(freedom: number): number {
  if (freedom < T_95.length) return T_95[freedom];
  const z = NORMAL_95;
  return z + (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3);
}

const meanOf = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function around(mean: number, deviations: number[], scale: number): Interval {
  const days = deviations.length;
  const squares = deviations.reduce((sum, deviation) => sum + deviation * deviation, 0);
  const half = student95(days - 1) * Math.sqrt(squares / (days - 1) / days) / scale;
  return { mean, low: mean - half, high: mean + half };
}

/** The mean of one value a day. */
export function meanInterval(values: number[]): Interval {
  const mean = meanOf(values);
  return around(mean, values.map((value) => value - mean), 1);
}

/** A ratio of two means, by the delta method: busy days weigh what they weigh. */
export function ratioInterval(above: number[], below: number[]): Interval {
  const ratio = meanOf(above) / meanOf(below);
  return around(ratio, above.map((value, day) => value - ratio * below[day]), meanOf(below));
}

/** The mean, and where 95 of 100 days lie; days without a value are left out. */
export function spanOfDays(values: number[]): Interval {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  return { mean: meanOf(sorted), low: at(0.025), high: at(0.975) };
}

/** One standard error, wider by Student for few days. */
export const errorOf = ({ low, high }: Interval): number => (high - low) / 2 / NORMAL_95;
