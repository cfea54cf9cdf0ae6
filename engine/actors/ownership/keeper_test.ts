import assert from "node:assert/strict";
import type { News } from "../../ports/neighbours.ts";
import { createSimulation, createVirtualClock } from "../../../tests/support/virtual/simulation.ts";
import { createAlarms } from "../alarms.ts";
import { createKeeper, type Premises } from "./keeper.ts";

const PARTITION = 1;
const news = (engine: string, more: Partial<News> = {}): News => ({
  engine,
  owns: [],
  warm: [],
  leaving: false,
  ...more,
});

Deno.test("keeper - the follower takes at once from an owner that was given the partition and died", async () => {
  const simulation = createSimulation(1);
  const clock = createVirtualClock(simulation, {});
  let hear = (_: News): void => {};
  let holder: string | undefined = "cyd";
  const created: number[] = [];
  const keeper = createKeeper({
    me: "ann",
    partitions: [PARTITION],
    clock,
    alarms: createAlarms(clock),
    leases: {
      read: () =>
        Promise.resolve(
          holder === undefined
            ? { state: "absent", revision: 1, released: false }
            : { state: "held", owner: holder, revision: 1 },
        ),
      create() {
        created.push(clock.monotonic());
        return Promise.resolve({ state: "unknown" });
      },
      renew: () => Promise.resolve({ state: "unknown" }),
      release: () => Promise.resolve(),
      watch: () => () => {},
    },
    neighbours: {
      ask: () => Promise.resolve("nobody"),
      tell() {},
      hear(receive) {
        hear = receive;
        return () => {};
      },
    },
    premises: { follow() {}, isWarm: () => true, follows: () => true } as unknown as Premises,
  });
  await simulation.pass(3_000);
  hear(news("bob", { gave: { partition: PARTITION, to: "cyd" } }));
  hear(news("cyd", { owns: [{ partition: PARTITION, follower: "ann" }] }));
  await simulation.pass(2_000);
  hear(news("cyd", { owns: [{ partition: PARTITION, follower: "ann" }] }));
  holder = undefined;
  const goneAt = clock.monotonic();
  await simulation.pass(10_000);
  assert.ok(created[0] - goneAt <= 1_100, `after ${created[0] - goneAt} ms`);
  keeper.stop();
});
