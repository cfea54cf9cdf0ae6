import assert from "node:assert/strict";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Batch } from "../../contract/batch.ts";
import type { Publisher, Stored } from "../publisher.ts";
import { EPOCH_HEADER } from "./entry.ts";
import { openJournal } from "./journal.ts";

const BATCH: Batch = {
  level: 1,
  partition: 22,
  epoch: 3,
  at: 1,
  inbox: 0,
  events: [],
  refused: [],
  agenda: [],
  commands: [],
};

/** A journal whose server gives this answer, and whose tail holds a batch of that id. */
function journalThat(answers: Stored, tailId = "other") {
  const heads: Record<string, string>[] = [];
  const publisher = {
    publish(_subject: string, _payload: Uint8Array, head: Record<string, string>) {
      heads.push(head);
      return Promise.resolve(answers);
    },
  } as unknown as Publisher;
  const hdrs = btoa(`NATS/1.0\r\nNats-Msg-Id: 22-${tailId}\r\n${EPOCH_HEADER}: 4\r\n\r\n`);
  const message = { subject: "tg.j.22", seq: 9, time: "2026-11-11T00:00:00Z", hdrs };
  const nats = {
    request: () => Promise.resolve({ json: () => ({ message }) }),
  } as unknown as NatsConnection;
  const journal = openJournal(nats, publisher, 22);
  return { heads, append: () => journal.append(BATCH, new Uint8Array([1]), "mine", 8) };
}

const refused = (code: number): Stored => ({ state: "refused", code, reason: "" });

Deno.test("journal answers - each of the server's words has one meaning", async () => {
  const table: [answer: Stored, state: string][] = [
    [{ state: "stored", sequence: 9, duplicate: false }, "stored"],
    [{ state: "stored", sequence: 9, duplicate: true }, "duplicate"],
    [refused(10_071), "stale"],
    [refused(10_164), "retry"],
    [refused(10_158), "retry"],
    [refused(10_077), "full"],
    [refused(10_023), "full"],
    [refused(10_047), "full"],
    [refused(10_008), "retry"],
    [{ state: "silent", reason: "no leader" }, "retry"],
  ];
  for (const [answer, state] of table) {
    const said = await journalThat(answer).append();
    assert.equal(said.state, state, JSON.stringify(answer));
  }
});

Deno.test("journal answers - a wrong sequence is a success when our own batch stands there", async () => {
  const said = await journalThat(refused(10_071), "mine").append();
  assert.deepEqual(said, { state: "duplicate", sequence: 9 });
});

Deno.test("journal answers - an append names its batch, its epoch and what it expects", async () => {
  const { heads, append } = journalThat({ state: "stored", sequence: 9, duplicate: false });
  await append();
  assert.deepEqual(heads, [{
    "Nats-Msg-Id": "22-mine",
    "Nats-Expected-Last-Subject-Sequence": "8",
    [EPOCH_HEADER]: "3",
  }]);
});
