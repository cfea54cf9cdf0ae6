/** Events for integrators, derived from the journal and never doubled. */
import assert from "node:assert/strict";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Publisher } from "../../engine/nats/publisher.ts";
import { createForgetEvents } from "../../engine/nats/relay/forget_events.ts";
import { joinCluster } from "../../engine/nats/levels/levels.ts";
import { startRelay } from "../../engine/nats/relay/relay.ts";
import { retireRelay } from "../../engine/nats/relay/retire.ts";
import { readMessage, streamFill } from "../../engine/nats/stream_reads.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { until as untilAsked } from "../support/until.ts";
import { employ, opening, PARTITION, saying } from "../support/virtual/company.ts";
import { until } from "./batches.ts";
import { contractCase } from "./contract_case.ts";

type Engine = Awaited<ReturnType<typeof startNatsEngine>>;

const relay = (
  behaviour: string,
  body: (subject: Engine) => Promise<void>,
) =>
  contractCase(
    "relay",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    () => startNatsEngine([PARTITION]),
    body,
  );

relay(
  "every event once, in order, with its place and without a word of people",
  async (subject) => {
    const { nats, parts, bus } = subject;
    const first = await startRelay(nats, parts);
    for (const command of await employ(bus, {})) assert.ok((await bus.command(command)).ok);
    for (const id of ["c1", "c2"]) {
      assert.ok((await bus.command(opening(id))).ok);
      assert.ok((await bus.command(saying(id, 1))).ok);
    }
    const tail = await parts.journal(PARTITION).tail();
    await until(() => first.progress().sequence >= tail.sequence);
    await first.stop();
    // A second one that begins from the start says nothing twice.
    const second = await startRelay(nats, parts, 0);
    await until(() => second.progress().sequence >= tail.sequence);
    await second.stop();
    const { last } = (await streamFill(nats, "TG_EVENTS"))!;
    const seqs: number[] = [];
    for (let seq = 1; seq <= last; seq++) {
      const message = (await readMessage(nats, "TG_EVENTS", { seq }))!;
      const event = JSON.parse(new TextDecoder().decode(message.data));
      seqs.push(event.seq);
      assert.equal(event.prev, event.seq - 1);
      assert.equal(event.id, `demo-${event.seq}`);
      assert.ok(!("sealed" in event) && !("key" in event));
      if (event.type === "conversation.opened") {
        assert.equal(message.subject, `tg.v1.demo.evt.conversation.${event.conversation}.opened`);
      }
    }
    assert.deepEqual(seqs, seqs.map((_, place) => place + 1));
    assert.ok(seqs.length >= 5, `${seqs.length} events`);
  },
);

/** Two employed, two conversations: some events in several batches. */
async function talk({ bus, parts }: Engine): Promise<number> {
  for (const command of await employ(bus, {})) assert.ok((await bus.command(command)).ok);
  for (const id of ["c1", "c2"]) {
    assert.ok((await bus.command(opening(id))).ok);
    assert.ok((await bus.command(saying(id, 1))).ok);
  }
  return (await parts.journal(PARTITION).tail()).sequence;
}

async function more({ bus, parts }: Engine, id: string) {
  assert.ok((await bus.command(opening(id))).ok);
  return (await parts.journal(PARTITION).tail()).sequence;
}

/** Sequences of the workspace's events, in the stream's order. */
async function seqsOf(nats: NatsConnection): Promise<number[]> {
  const seqs: number[] = [];
  const { last } = (await streamFill(nats, "TG_EVENTS"))!;
  for (let seq = 1; seq <= last; seq++) {
    const message = await readMessage(nats, "TG_EVENTS", { seq });
    if (!message?.subject.startsWith("tg.v1.demo.")) continue;
    seqs.push(JSON.parse(new TextDecoder().decode(message.data)).seq);
  }
  return seqs;
}

/** One that is killed before it has noted anything. */
const noteless = (publisher: Publisher): Publisher => ({
  ...publisher,
  publish: (subject, payload, head) =>
    subject.startsWith("$KV.")
      ? Promise.resolve({ state: "silent", reason: "killed" })
      : publisher.publish(subject, payload, head),
});

const counted = (count: number): number[] => Array.from({ length: count }, (_, place) => place + 1);

/** As ten minutes later: the server remembers none of the ids that it has seen. */
async function forgotten({ nats, parts }: Engine) {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const { config } = await manager.streams.info("TG_EVENTS");
  await manager.streams.update("TG_EVENTS", { ...config, duplicate_window: 100e6 });
  const probe = () =>
    parts.publisher.publish("tg.v1.probe.evt.x", new Uint8Array(), { "Nats-Msg-Id": "probe" });
  await probe();
  for (let seen = await probe(); seen.state === "stored" && seen.duplicate;) seen = await probe();
}

async function relayed(of: Engine, through: number, publisher = of.parts.publisher) {
  const relay = await startRelay(of.nats, { ...of.parts, publisher });
  await until(() => relay.progress().sequence >= through);
  await relay.stop();
}

relay("one that begins again after the server forgot the ids says nothing twice", async (of) => {
  await relayed(of, await talk(of), noteless(of.parts.publisher));
  const before = await seqsOf(of.nats);
  await forgotten(of);
  await relayed(of, await more(of, "c3"));
  const seqs = await seqsOf(of.nats);
  assert.deepEqual(seqs, counted(seqs.length));
  assert.ok(seqs.length > before.length);
});

relay(
  "one that begins again after everything was purged does not begin at the start",
  async (of) => {
    await relayed(of, await talk(of));
    await forgotten(of);
    const first = (await seqsOf(of.nats)).length + 1;
    await of.nats.request("$JS.API.STREAM.PURGE.TG_EVENTS", "{}");
    await relayed(of, await more(of, "c3"));
    const seqs = await seqsOf(of.nats);
    assert.deepEqual(seqs, seqs.map((_, place) => first + place));
  },
);

relay("what cannot be read is told and waited for, not left out", async (of) => {
  const { nats, parts } = of;
  await talk(of);
  const end = await parts.publisher.publish("tg.j.9", new TextEncoder().encode("{no"));
  assert.equal(end.state, "stored");
  const relay = await startRelay(nats, parts);
  await until(() => relay.wrong().length > 0);
  await relay.stop();
  assert.match(relay.wrong()[0], /^message \d+ of TG_JOURNAL cannot be taken/);
});

relay(
  "a publish that is lost holds back what follows it, and nothing changes its order",
  async (of) => {
    const { nats, parts } = of;
    const through = await talk(of);
    let published = 0;
    const publisher: Publisher = {
      ...parts.publisher,
      publish(subject, payload, head) {
        if (++published !== 2) return parts.publisher.publish(subject, payload, head);
        return Promise.resolve({ state: "silent", reason: "lost" });
      },
    };
    const relay = await startRelay(nats, { ...parts, publisher });
    await until(() => relay.progress().sequence >= through);
    await relay.stop();
    const seqs = await seqsOf(nats);
    assert.deepEqual(seqs, counted(seqs.length));
    assert.ok(seqs.length >= 5, `${seqs.length} events`);
  },
);

relay(
  "an erased visitor's conversations leave the stream once the relay has passed them",
  async (of) => {
    const { nats, parts } = of;
    const through = await talk(of);
    const query = <Row>() => Promise.resolve([{ conversation: "c1" }] as Row[]);
    await relayed(of, through);
    await more(of, "c3");
    const forget = createForgetEvents(nats, { query }, 0);
    await assert.rejects(forget("demo", "v-c1"), /the relay has not passed it yet/);
    await relayed(of, (await parts.journal(PARTITION).tail()).sequence);
    await forget("demo", "v-c1");
    const left = async (conversation: string) =>
      await readMessage(nats, "TG_EVENTS", {
        last_by_subj: `tg.v1.demo.evt.conversation.${conversation}.>`,
      }) !== undefined;
    assert.deepEqual([await left("c1"), await left("c2"), await left("c3")], [false, true, true]);
  },
);

relay("an erasure waits for a relay that has not said the company's first event", async (of) => {
  const { nats, parts } = of;
  const through = await talk(of);
  const query = <Row>() => Promise.resolve([{ conversation: "c1" }] as Row[]);
  const forget = createForgetEvents(nats, { query }, 0);
  await forget("demo", "v-c1");
  await parts.publisher.publish("$KV.TG_CLUSTER.member.relay.r1", new TextEncoder().encode("{}"));
  await assert.rejects(forget("demo", "v-c1"), /the relay has not passed it yet/);
  await relayed(of, through);
  await forget("demo", "v-c1");
  const last_by_subj = "tg.v1.demo.evt.conversation.c1.>";
  assert.equal(await readMessage(nats, "TG_EVENTS", { last_by_subj }), undefined);
});

relay("an erasure waits no longer for a relay that an operator retired", async (of) => {
  const { nats, parts } = of;
  const through = await talk(of);
  const living = await joinCluster(nats, parts.publisher, "relay", "r1");
  await relayed(of, through);
  const unsaid = await more(of, "c3");
  const query = <Row>() => Promise.resolve([{ conversation: "c1" }] as Row[]);
  const forget = createForgetEvents(nats, { query }, 0);
  await assert.rejects(forget("demo", "v-c1"), /the relay has not passed it yet/);
  const refused = { state: "refused", living: ["r1"] };
  assert.deepEqual(await retireRelay(nats, parts.publisher), refused);
  await living.leave();
  await assert.rejects(forget("demo", "v-c1"), /deno task relay --retire/);
  assert.deepEqual(await retireRelay(nats, parts.publisher), { state: "retired" });
  await forget("demo", "v-c1");
  const said = async (conversation: string) =>
    await readMessage(nats, "TG_EVENTS", {
      last_by_subj: `tg.v1.demo.evt.conversation.${conversation}.>`,
    }) !== undefined;
  assert.deepEqual([await said("c1"), await said("c2")], [false, true]);

  const later = await startRelay(nats, parts);
  await until(() => later.progress().sequence >= unsaid);
  assert.equal(later.progress().events, 0, "what was unsaid stays so");
  const last = await more(of, "c4");
  await until(() => later.progress().sequence >= last);
  await later.stop();
  await more(of, "c5");
  await assert.rejects(forget("demo", "v-c2"), /the relay has not passed it yet/);
  assert.deepEqual([await said("c1"), await said("c3"), await said("c4")], [false, false, true]);
});

relay("reading a journal to its tail leaves no consumer behind", async (of) => {
  const { nats, parts } = of;
  await talk(of);
  const manager = await jetstreamManager(nats, { checkAPI: false });
  const consumers = async () => (await manager.streams.info("TG_JOURNAL")).state.consumer_count;
  const before = await consumers();
  for (let time = 0; time < 3; time++) {
    for await (const entry of parts.journal(PARTITION).read(1)) assert.ok(entry.sequence > 0);
  }
  await untilAsked("no consumer is left", async () => await consumers() <= before);
});
