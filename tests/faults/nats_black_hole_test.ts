/**
 * NATS takes bytes and answers nothing, without a reset: the engine notices within seconds, answers
 * nothing that it may not, and everybody's own retry heals it.
 */
import assert from "node:assert/strict";
import { opening } from "../support/virtual/company.ts";
import { fault, full } from "./stage.ts";

const AWAY_MS = full ? 30_000 : 6_000;
/** The bus tries for 10 s and waits 3 s for the last answer, as most pauses are shorter. */
const REFUSED_WITHIN_MS = 16_000;

fault("a black hole before NATS costs a pause and nothing acknowledged", {}, async (stage) => {
  stage.proxy.set({ mode: "blackHole" });
  const begun = performance.now();
  const reply = await stage.bus.command(opening("in-the-dark"));
  const toldMs = Math.round(performance.now() - begun);
  assert.ok(!reply.ok && reply.error.code === "unavailable", JSON.stringify(reply));
  assert.ok(toldMs < REFUSED_WITHIN_MS, `told after ${toldMs} ms`);
  const held = stage.acknowledged();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, AWAY_MS - toldMs)));
  assert.ok(stage.acknowledged() - held <= 0, "nothing is acknowledged in the dark");
  stage.proxy.reset();
  stage.proxy.set({ mode: "pass" });
  const recoveryMs = await stage.recovered();
  await stage.end(
    `black hole for ${Math.max(AWAY_MS, toldMs)} ms`,
    `unavailable after ${toldMs} ms`,
    recoveryMs,
  );
});

fault("connections that are reset again and again lose and double nothing", {}, async (stage) => {
  let worst = 0;
  const times = full ? 30 : 5;
  for (let at = 0; at < times; at++) {
    stage.proxy.reset();
    worst = Math.max(worst, await stage.recovered());
  }
  await stage.end(`${times} resets`, "reconnected each time", worst);
});

fault("a slow network makes answers late and nothing wrong", {}, async (stage) => {
  stage.proxy.set({ mode: "delay", ms: 100 });
  await stage.recovered(full ? 500 : 40);
  stage.proxy.set({ mode: "pass" });
  const recoveryMs = await stage.recovered();
  await stage.end("100 ms on every piece, both ways", "served meanwhile", recoveryMs);
});
