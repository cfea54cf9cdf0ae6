import type { EngineGauges } from "../engine/mod.ts";

/** The engine's gauges as flat metrics: `engine_<name>`; partitions are summed or maxed. */
export function engineMetrics(gauges: EngineGauges, lagMs: number): Record<string, number> {
  const lines: Record<string, number> = {
    records_lag_ms: lagMs,
    loop_delay_last_ms: gauges.loopDelayMs.lastMs,
    loop_delay_max_ms: gauges.loopDelayMs.maxMs,
    feed_drops: gauges.feedDrops,
    tail_bytes: gauges.tailBytes,
  };
  for (const partition of gauges.partitions) {
    const number = "partition" in partition ? partition.partition : 0;
    for (const [name, value] of Object.entries(partition)) {
      const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (typeof value === "number") {
        lines[`partition_${snake}{partition="${number}"}`] = value;
      }
    }
  }
  return lines;
}
