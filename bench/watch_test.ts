import assert from "node:assert/strict";
import { gaugesIn, limitsIn } from "./watch.ts";

const METRICS = `# HELP tidegate_resyncs_total Conversations replayed to a session
tidegate_resyncs_total 3
tidegate_partition_commands{partition="5"} 40
tidegate_partition_commands{partition="9"} 2
tidegate_some_other 7
tidegate_limit{name="socketsMax"} 20000
tidegate_budget_per_second{name="opensPerAddress"} 5
tidegate_budget_burst{name="opensPerAddress"} 100
`;

Deno.test("watch - gauges of all partitions are summed, others are left alone", () => {
  assert.deepEqual(gaugesIn(METRICS), { resyncs_total: 3, partition_commands: 42 });
});

Deno.test("watch - the limits in force are read with their kind", () => {
  assert.deepEqual(limitsIn(METRICS), {
    "socketsMax": 20_000,
    "opensPerAddress per second": 5,
    "opensPerAddress burst": 100,
  });
});
