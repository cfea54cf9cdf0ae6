/** What a relay makes of a stream that another relay writes, or that answers late. */
import assert from "node:assert/strict";
import type { Publisher } from "../publisher.ts";
import { createAppender } from "./in_order.ts";
import { RELAYED_HEADER, type Said, saidThrough } from "./ledger.ts";
import type { PublicEvent } from "./public_event.ts";

type Reading = Parameters<typeof saidThrough>[0];

interface Stored {
  seq: number;
  id: string;
  journal: number;
}

/** A consumer of these messages that brings so many of them in each fetch. */
function consumerOf(messages: Stored[], brings: number[]): Reading {
  let at = 0;
  let fetches = 0;
  const pending = () => messages.length - at;
  return {
    fetch: () => {
      const until = Math.min(messages.length, at + (brings[fetches++] ?? 0));
      return Promise.resolve((function* () {
        while (at < until) {
          const { seq, id, journal } = messages[at++];
          const head = new Map([["Nats-Msg-Id", id], [RELAYED_HEADER, String(journal)]]);
          yield { seq, headers: head, info: { pending: pending() } };
        }
      })());
    },
    info: () => Promise.resolve({ num_pending: pending() }),
  } as unknown as Reading;
}

const THREE = [
  { seq: 4, id: "a", journal: 8 },
  { seq: 5, id: "b", journal: 9 },
  { seq: 6, id: "c", journal: 9 },
];

Deno.test("relay - a fetch that brings nothing is not the end while the stream has more", async () => {
  const said = await saidThrough(consumerOf(THREE, [1, 0, 2]), 6);
  assert.deepEqual([...said.keys()], ["a", "b", "c"]);
});

Deno.test("relay - what the newest events were purged of ends where nothing is pending", async () => {
  const said = await saidThrough(consumerOf(THREE, [3]), 9);
  assert.deepEqual(said.get("c"), { sequence: 6, journal: 9 });
  assert.equal((await saidThrough(consumerOf([], []), 9)).size, 0);
});

Deno.test("relay - a stream that gives nothing of what it has is an error, not an end", async () => {
  await assert.rejects(saidThrough(consumerOf(THREE, []), 6), { name: "EventsUnread" });
});

const nobody: Publisher = {
  publish: () => Promise.reject(new Error("all of it is said")),
  waiting: () => 0,
  close() {},
};

Deno.test("relay - the note stands before what another relay has said ahead", async () => {
  const stored: Said = new Map(
    THREE.map(({ id, seq, journal }) => [id, { sequence: seq, journal }]),
  );
  const read = () => Promise.reject(new Error("nothing failed"));
  const appender = createAppender(nobody, read, { end: 6, stored });
  const event = (id: string): PublicEvent => ({ id, subject: `tg.v1.demo.evt.x.${id}`, body: {} });
  await appender.append([event("a")], 8, () => true);
  assert.equal(appender.passed(8), 4);
  await appender.append([event("b"), event("c")], 9, () => true);
  assert.equal(appender.passed(9), 6);
});
