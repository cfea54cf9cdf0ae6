/**
 * The wall clock of one of three engines jumps by an hour, on and back, and the engine dies of it
 * or not: an alert comes when its time is over by a watch that nobody set, and not before.
 */
import assert from "node:assert/strict";
import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { GATEWAY, opening } from "../support/virtual/company.ts";
import { until } from "../support/until.ts";
import { fault, full, PARTITION, type Stage } from "./stage.ts";

const BREACH_MS = 6_000;
/** A second, the takeover when one happens, and what the way to us takes on a busy machine. */
const [LATE_MS_MAX, TAKEOVER_MS] = [1_500, 4_000];
/** A partition's time leans towards the wall by a hundredth; the rest, of two watches. */
const EARLY_MS_MAX = BREACH_MS / 100 + 20;

const [{ id, name }] = DEMO_CONFIGURATION.clocks;
const CONFIGURATION: Configuration = {
  ...DEMO_CONFIGURATION,
  clocks: [
    { id, name, kind: "queue", whoCounts: "human", breachMs: BREACH_MS, breachTo: ["supervisor"] },
  ],
};

/** Nobody is there for this one: it waits, and is alerted on. Resolves to ms until the alert. */
function waiting(stage: Stage, alerts: Map<string, number>) {
  let count = 0;
  return async (meanwhile: () => unknown): Promise<number> => {
    const conversation = `waits-${count++}`;
    const begun = performance.now();
    const reply = await stage.bus.command(opening(conversation, { topic: "returns" }));
    assert.ok(reply.ok, JSON.stringify(reply));
    await meanwhile();
    await until("the alert", () => alerts.has(conversation));
    return Math.round(alerts.get(conversation)! - begun);
  };
}

const settings = { engines: 3, steppedClocks: true, configuration: CONFIGURATION };

fault("a wall clock that jumps makes no alert early, late or twice", settings, async (stage) => {
  const alerts = new Map<string, number>();
  const hello = setInterval(() => stage.bus.hello(GATEWAY), 1_000);
  stage.bus.hello(GATEWAY);
  const stop = stage.bus.onFeed(GATEWAY, ({ items }) => {
    for (const { event } of items) {
      if (event.type !== "conversation.alerted") continue;
      assert.ok(!alerts.has(event.conversation), `${event.conversation} twice`);
      alerts.set(event.conversation, performance.now());
    }
  });
  try {
    const alert = waiting(stage, alerts);
    const owner = async () => {
      for (const engine of stage.engines) {
        const owned = await engine.partitions();
        if (owned?.some(({ partition }) => partition === PARTITION)) return engine;
      }
      throw new Error("nobody owns it");
    };
    const took: string[] = [];
    const within = (what: string, ms: number, extraMs = 0) => {
      took.push(`${what} ${ms} ms`);
      assert.ok(ms >= BREACH_MS - EARLY_MS_MAX, `${what}: ${BREACH_MS - ms} ms early`);
      assert.ok(ms <= BREACH_MS + LATE_MS_MAX + extraMs, `${what}: ${ms - BREACH_MS} ms late`);
    };
    const signals = ["SIGUSR2", "SIGHUP", "SIGHUP", "SIGUSR2"] as const;
    for (const signal of full ? signals : signals.slice(0, 2)) {
      const wrong = await owner();
      within(signal === "SIGUSR2" ? "+1 h" : "-1 h", await alert(() => wrong.signal(signal)));
    }
    const dying = await owner();
    dying.signal("SIGUSR2");
    const begun = performance.now();
    const takenOver = await alert(() => {
      stage.engines.splice(stage.engines.indexOf(dying), 1);
      return dying.kill("SIGKILL");
    });
    within("+1 h and taken over", takenOver, TAKEOVER_MS);
    const recoveryMs = Math.round(performance.now() - begun);
    await stage.end("an hour's jump on one of three engines", took.join(", "), recoveryMs);
  } finally {
    clearInterval(hello);
    stop();
  }
});
