import assert from "node:assert/strict";
import { createCounters } from "./actors/gauges.ts";
import type { Member } from "./member.ts";
import { memberHealth } from "./member_health.ts";
import { engineMetrics } from "./metrics.ts";
import type { EngineGauges } from "./mod.ts";

const GAUGES: EngineGauges = {
  loopDelayMs: { lastMs: 1, maxMs: 2 },
  feedDrops: 3,
  tailBytes: 4,
  partitions: [{
    ...createCounters(),
    partition: 22,
    state: "deciding",
    epoch: 5,
    sequence: 6,
    commands: 7,
    mailboxDepth: 8,
    mailboxBytes: 0,
    appendsInFlight: 0,
    held: 0,
    fillingBytes: 0,
    journalFill: 0.5,
    clockDifferenceMs: 0,
    tailConversations: 0,
    quarantined: 0,
    stopped: ["acme"],
  }],
};

Deno.test("metrics - an engine process says the same names as the engine within the desk", () => {
  const { feedDrops, ...gauges } = GAUGES;
  const member = { gauges: () => gauges } as unknown as Member;
  const metrics: Record<string, number> = {
    ...memberHealth(member).metrics(),
    engine_feed_drops: feedDrops,
  };
  assert.deepEqual(metrics, engineMetrics(GAUGES));
  assert.equal(metrics['partition_commands{partition="22"}'], 7);
  assert.equal(metrics['partition_stopped_workspaces{partition="22"}'], 1);
});

Deno.test("health - an engine process names a stopped workspace, and is ready for the others", () => {
  const { feedDrops: _, ...gauges } = GAUGES;
  const partitions = () => [{ partition: 22, state: "deciding", epoch: 5 }];
  const health = memberHealth({ gauges: () => gauges, partitions } as unknown as Member);
  assert.deepEqual([health.wrong(), health.degraded?.()], [[], ["workspace acme is stopped"]]);
});

Deno.test("metrics - every number that a partition counts has a name", () => {
  const counted = Object.entries(GAUGES.partitions[0])
    .filter(([name, value]) => typeof value === "number" && name !== "partition");
  const names = Object.keys(engineMetrics(GAUGES));
  for (const [name] of counted) {
    const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    assert.ok(names.includes(`partition_${snake}{partition="22"}`), name);
  }
});
