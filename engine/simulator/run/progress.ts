import type { Scenario } from "../scenario/scenario.ts";

const EVERY_MS = 2_000;

/** Says on stderr, now and then, how far a run has come. */
export function progressTo({ name, days }: Scenario): (done: number) => void {
  const beganAt = performance.now();
  let saidAt = beganAt;
  return (done) => {
    const now = performance.now();
    if (done < days && now - saidAt < EVERY_MS) return;
    saidAt = now;
    const seconds = (now - beganAt) / 1_000;
    const left = Math.ceil(seconds / done * (days - done));
    const rest = done < days ? `, about ${left} s to go` : "";
    console.error(`${name}: ${done} of ${days} days, ${seconds.toFixed(1)} s${rest}`);
  };
}
