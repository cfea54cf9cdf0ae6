/**
 * NATS takes what a gateway sends and answers nothing, without a reset: whoever comes is refused
 * with a time to come back, sockets stay and say that something is wrong, and the same open sent
 * again afterwards is one conversation.
 */
import assert from "node:assert/strict";
import { until } from "../support/until.ts";
import { arrive, enter, openWith, speak, workOn } from "./desk_people.ts";
import { deskFault, type DeskStage } from "./desk_stage.ts";
import { full } from "./stage.ts";

const DARK_MS = full ? 60_000 : 5_000;
/** The bus tries for 10 s and waits 3 s for the last answer. */
const REFUSED_WITHIN_MS = 16_000;
/** The gateway asks every second and waits two for an answer; the rest is a busy machine's. */
const TOLD_WITHIN_MS = 5_000;

/** Whether it is ready, and the status that says so. */
async function readiness({ base }: DeskStage): Promise<[number, boolean]> {
  const answer = await fetch(`${base}/readyz`);
  return [answer.status, (await answer.json()).ok];
}

deskFault(
  "a black hole between NATS and a gateway refuses who comes and drops nobody",
  {},
  async (stage) => {
    const lin = await workOn(stage, "lin");
    const anna = await enter(stage, "anna");
    await until("lin has her", () => lin.seen.has(anna.conversation));
    const ben = await arrive(stage, "ben");
    await stage.talk();
    const falls = () => lin.falls.length + anna.falls.length;
    const before = falls();

    stage.gatewayNats.set({ mode: "blackHole" });
    const begun = performance.now();
    const since = () => Math.round(performance.now() - begun);
    const told = until("both are told", () => lin.degraded && anna.degraded).then(since);
    const refused = await openWith(stage, ben, "open-ben");
    const refusedMs = since();
    assert.deepEqual([refused.status, refused.body.code], [503, "unavailable"]);
    assert.ok(Number(refused.headers.get("retry-after")) >= 1, "a time to come back");
    assert.ok(refusedMs < REFUSED_WITHIN_MS, `refused after ${refusedMs} ms`);
    const toldMs = await told;
    assert.ok(toldMs < TOLD_WITHIN_MS, `told after ${toldMs} ms`);
    assert.deepEqual(await readiness(stage), [503, false]);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, DARK_MS - since())));
    const darkMs = since();
    const fell = falls() - before;
    assert.equal(fell, 0, "no socket falls");

    stage.gatewayNats.reset();
    stage.gatewayNats.set({ mode: "pass" });
    const back = performance.now();
    const opened = await until("the same open is taken", async () => {
      const answer = await openWith(stage, ben, "open-ben");
      return answer.status < 300 && answer.body.conversation;
    });
    const recoveryMs = Math.round(performance.now() - back);
    await until("it is ready", async () => (await readiness(stage))[1]);
    await until("both are told", () => !lin.degraded && !anna.degraded);
    const seq = await speak(stage, anna);
    await until(
      "anna and lin hear",
      () => [anna, lin].every(({ seen }) => seen.get(anna.conversation)! >= seq),
    );
    const events = (await stage.entries()).flatMap(({ batch }) => batch.events);
    const bens = events.flatMap((event) =>
      event.type === "conversation.opened" && event.visitor === ben.visitor
        ? [event.conversation]
        : []
    );
    assert.deepEqual(bens, [opened]);
    await stage.end(
      `black hole between NATS and the gateway for ${darkMs} ms`,
      `an open refused after ${refusedMs} ms with Retry-After, sockets told after ${toldMs} ms ` +
        `and none fell; the same open sent again is one conversation`,
      recoveryMs,
    );
  },
);
