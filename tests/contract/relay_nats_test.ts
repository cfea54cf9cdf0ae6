/** Events for integrators, derived from the journal and never doubled. */
import assert from "node:assert/strict";
import { startRelay } from "../../engine/nats/relay/relay.ts";
import { readMessage, streamFill } from "../../engine/nats/stream_reads.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { employ, opening, PARTITION, saying } from "../support/virtual/company.ts";
import { until } from "./batches.ts";
import { contractCase } from "./contract_case.ts";

const relay = (
  behaviour: string,
  body: (subject: Awaited<ReturnType<typeof startNatsEngine>>) => Promise<void>,
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
    first.stop();
    // A second one that begins from the start says nothing twice.
    const second = await startRelay(nats, parts, 0);
    await until(() => second.progress().sequence >= tail.sequence);
    second.stop();
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
