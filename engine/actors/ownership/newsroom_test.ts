import assert from "node:assert/strict";
import type { News } from "../../ports/neighbours.ts";
import { createSimulation, createVirtualClock } from "../../../tests/support/virtual/simulation.ts";
import type { Premises } from "./keeper.ts";
import { createNewsroom } from "./newsroom.ts";

/** An engine that is asked to follow partition 1, and whether its follower lives. */
function asked(follows: () => boolean) {
  const simulation = createSimulation(1);
  const begun: number[] = [];
  let hear = (_: News): void => {};
  const premises = {
    follow: (_, on) => on && begun.push(simulation.monotonic()),
    follows,
    isWarm: follows,
  } as Pick<Premises, "follow" | "follows" | "isWarm"> as Premises;
  const newsroom = createNewsroom({
    me: "ann",
    clock: createVirtualClock(simulation, {}),
    neighbours: {
      ask: () => Promise.resolve("nobody"),
      tell() {},
      hear(receive) {
        hear = receive;
        return () => {};
      },
    },
    premises,
    heard() {},
  });
  const owns = [{ partition: 1, follower: "ann" }];
  hear({ engine: "bob", owns, warm: [], leaving: false });
  return { simulation, newsroom, begun };
}

Deno.test("newsroom - what could not be followed is begun again every 5 s", () => {
  const { simulation, newsroom, begun } = asked(() => false);
  for (let second = 0; second <= 11; second++) {
    newsroom.tell([], false);
    simulation.skip(1_000);
  }
  assert.deepEqual(begun, [0, 5_000, 10_000]);
});

Deno.test("newsroom - what is followed, or owned here by now, is not begun again", () => {
  const lives = asked(() => true);
  const owned = asked(() => false);
  for (let second = 0; second <= 11; second++) {
    lives.newsroom.tell([], false);
    owned.newsroom.tell([1], false);
    for (const { simulation } of [lives, owned]) simulation.skip(1_000);
  }
  assert.deepEqual([lives.begun, owned.begun], [[0], [0]]);
});
