/** Fire and forget: every message of the inbox is decided exactly once, or is one dead letter. */
import assert from "node:assert/strict";
import { openJson } from "../../engine/contract/sealing.ts";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { redrive } from "../../engine/nats/redrive/redrive.ts";
import { startRelay } from "../../engine/nats/relay/relay.ts";
import { readMessage, streamFill } from "../../engine/nats/stream_reads.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { agentRecord, employ, PARTITION } from "../support/virtual/company.ts";
import { until } from "./batches.ts";
import { contractCase } from "./contract_case.ts";

async function open() {
  const engine = await startNatsEngine([PARTITION]);
  for (const command of await employ(engine.bus, { lin: agentRecord(5, ["presale"]) })) {
    assert.ok((await engine.bus.command(command)).ok, command.type);
  }
  return engine;
}

const inbox = (
  behaviour: string,
  body: (subject: Awaited<ReturnType<typeof open>>) => Promise<void>,
) =>
  contractCase(
    "inbox",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    open,
    body,
  );

const opening = (n: number) =>
  JSON.stringify({ id: `o-${n}`, level: 1, visitor: `v-${n}`, route: "qishan-web" });

type Engine = Awaited<ReturnType<typeof open>>;

const put = (engine: Engine, name: string, body: string) =>
  engine.parts.publisher.publish(`tg.v1.demo.in.${name}`, new TextEncoder().encode(body));

async function batchesOf(engine: Engine) {
  const batches = [];
  for await (const { batch } of engine.parts.journal(PARTITION).read(1)) batches.push(batch);
  return batches;
}

/** Waits until a durable batch says that the inbox is read so far. */
async function readThrough(engine: Engine, sequence: number): Promise<void> {
  let read = 0;
  const stop = engine.parts.journal(PARTITION).follow(0, ({ batch }) => void (read = batch.inbox));
  await until(() => read >= sequence);
  stop();
}

inbox("two hundred openings are two hundred conversations, whatever memory is lost", async (of) => {
  const count = 200;
  for (let n = 0; n < count; n++) {
    const stored = await put(of, "conversation.open", opening(n));
    assert.equal(stored.state, "stored");
    // Memory is given up in the middle; the keeper takes the partition again.
    if (n === 60 || n === 120) dropMemory(of);
  }
  await readThrough(of, count);
  const batches = await batchesOf(of);
  const opened = batches.flatMap(({ events }) => events)
    .flatMap((event) => event.type === "conversation.opened" ? [event.visitor] : []);
  assert.equal(opened.length, count);
  assert.deepEqual(opened, Array.from({ length: count }, (_, n) => `v-${n}`));
  assert.deepEqual(batches.flatMap(({ refused }) => refused), []);
});

/** As when NATS cannot be reached for long: another process may own it now. */
function dropMemory({ member }: Engine): void {
  member.inboxOf(PARTITION)?.abandon("a test");
}

inbox("what is refused is one dead letter, sealed, and the rest goes on", async (of) => {
  const { nats, parts } = of;
  await put(of, "conversation.open", "{no");
  await put(of, "conversation.open", opening(1));
  await put(of, "conversation.close", `{"id":"c","level":1,"conversation":"nobody"}`);
  await put(of, "conversation.open", opening(2));
  await readThrough(of, 4);
  const relay = await startRelay(nats, parts);
  const tail = await parts.journal(PARTITION).tail();
  await until(() => relay.progress().sequence >= tail.sequence);
  await relay.stop();
  const again = await startRelay(nats, parts, 0);
  await until(() => again.progress().sequence >= tail.sequence);
  await again.stop();
  assert.equal((await streamFill(nats, "TG_DEAD"))?.last, 2);
  const letters = [];
  for (const seq of [1, 2]) {
    const message = (await readMessage(nats, "TG_DEAD", { seq }))!;
    assert.equal(message.subject, "tg.dead.demo.inbox");
    letters.push(JSON.parse(new TextDecoder().decode(message.data)));
  }
  assert.deepEqual(letters.map(({ code, inbox }) => [code, inbox]), [["invalid", 1], [
    "not_found",
    3,
  ]]);
  const key = (await parts.keys.read(letters[0].key))!;
  assert.equal(atob(openJson(key, letters[0].sealed) as string), "{no");
  const batches = await batchesOf(of);
  assert.equal(batches.at(-1)!.inbox, 4);
  assert.deepEqual(batches.flatMap(({ refused }) => refused.map(([sequence]) => sequence)), [1, 3]);
});

inbox("what was refused is done when it is sent again after the mending", async (of) => {
  const { nats, parts, bus } = of;
  const later = { id: "o-9", level: 1, visitor: "v-9", route: "later" };
  await put(of, "conversation.open", JSON.stringify(later));
  await readThrough(of, 1);
  const relay = await startRelay(nats, parts);
  await until(() => relay.progress().events > 0);
  const routes = DEMO_CONFIGURATION.routes;
  const configuration = {
    ...DEMO_CONFIGURATION,
    routes: [...routes, { ...routes[0], id: "later" }],
  };
  for (const command of await employ(bus, {}, configuration)) {
    assert.ok((await bus.command(command)).ok);
  }
  const { sequence } = await parts.journal(PARTITION).tail();
  await until(() => relay.progress().sequence >= sequence);
  await relay.stop();
  assert.deepEqual(await redrive(nats, parts, "demo", 1), { sent: 1, left: 0 });
  await readThrough(of, 2);
  const opened = (await batchesOf(of)).flatMap(({ events }) => events)
    .filter((event) => event.type === "conversation.opened");
  assert.deepEqual(opened.map(({ visitor }) => visitor), ["v-9"]);
});
