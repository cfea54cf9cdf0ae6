/**
 * NATS drops a gateway that does not read fast enough, in the middle of a burst of feeds. It comes
 * back by itself, and what was said meanwhile is shown to everybody without another word.
 */
import assert from "node:assert/strict";
import { connectNats } from "../../engine/nats/mod.ts";
import { gatewayFeed, gatewayHello } from "../../engine/nats/subjects.ts";
import { until } from "../support/until.ts";
import { deskFault } from "./desk_stage.ts";
import { enter, speak, workOn } from "./desk_people.ts";

/** What the server keeps for one client before it drops it; the system's buffers come on top. */
const NATS = `max_pending: 4MB\nwrite_deadline: "2s"`;
const PIECE_BYTES = 500_000;
const PIECES = 120;
const BYTES_PER_SECOND = 50_000;

deskFault("a gateway that NATS drops as too slow comes back and shows what was said", {
  nats: NATS,
}, async (stage) => {
  const nats = await connectNats({ url: stage.natsUrl, name: "burst" });
  try {
    const heard = nats.subscribe(gatewayHello("*"), { max: 100 });
    let gateway = "";
    for await (const { subject } of heard) {
      gateway = subject.split(".")[2];
      if (gateway.startsWith("gateway-")) break;
    }
    const lin = await workOn(stage, "lin");
    const anna = await enter(stage, "anna");
    await until("lin has her", () => lin.seen.has(anna.conversation));
    await stage.talk();
    stage.gatewayNats.set({ mode: "throttle", bytesPerSecond: BYTES_PER_SECOND });
    const empty = { partition: 0, epoch: 1, batch: 0, items: [], pad: "-".repeat(PIECE_BYTES) };
    for (let n = 0; n < PIECES; n++) nats.publish(gatewayFeed(gateway), JSON.stringify(empty));
    await nats.flush();
    await until("NATS drops the gateway", async () => await stage.slowConsumers() > 0);
    const seq = await speak(stage, anna);
    stage.gatewayNats.reset();
    const begun = performance.now();
    stage.gatewayNats.set({ mode: "pass" });
    await until("anna sees it", () => anna.seen.get(anna.conversation)! >= seq);
    await until("lin sees it", () => lin.seen.get(anna.conversation)! >= seq);
    const backMs = Math.round(performance.now() - begun);
    const last = await speak(stage, anna);
    await until("anna goes on", () => anna.seen.get(anna.conversation)! >= last);
    const dropped = await stage.slowConsumers();
    assert.equal(stage.gateway().said().includes("NATS is back"), true, stage.gateway().said());
    await stage.end(
      `${PIECES * PIECE_BYTES / 1e6} MB of feeds at ${BYTES_PER_SECOND / 1_000} KB/s`,
      `dropped ${dropped} times; both screens complete without another word`,
      backMs,
    );
  } finally {
    await nats.close();
  }
});
