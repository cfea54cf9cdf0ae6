import type { Stretch } from "../plan/story.ts";
import type { CapacityProfile } from "./profiles.ts";

/** Of what closed loops reached: people come in bursts, and an open waits behind them. */
const USE = 0.5;
/** To the half of a percent, downwards. */
const STEP = 0.005;

/**
 * Accepted commands of one conversation in the mean: its open and its close, and of `turns` turns
 * as many questions and one answer more.
 */
export const commandsOf = ({ people }: Pick<CapacityProfile, "people">): number =>
  people === undefined ? 2 : 2 + 2 * people.turns + 1;

/** The share of a profile's rates that a machine carries which decided so many commands a second. */
export function shareCarried(
  profile: Pick<CapacityProfile, "people"> & { shape: readonly Stretch[] },
  commandsPerSecond: number,
): number {
  const peak = Math.max(...profile.shape.flatMap(({ from, to }) => [from, to]));
  const share = USE * commandsPerSecond / (peak * commandsOf(profile));
  return Math.min(1, Math.max(STEP, Math.floor(share / STEP) * STEP));
}
