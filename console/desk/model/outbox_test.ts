import assert from "node:assert/strict";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import {
  acknowledged,
  ATTEMPTS_MAX,
  disconnected,
  kept,
  landed,
  type Outbox,
  queued,
  refused,
  resend,
  sendable,
  sent,
  unshown,
} from "./outbox.ts";

const add = (outbox: Outbox, id: string, conversation = "c1", text = id): Outbox =>
  queued(outbox, { id, conversation, body: { kind: "text", text }, visibility: "all" }, 0);
const own = (message: string, text: string): Entry => ({
  kind: "message",
  seq: 9,
  at: 9,
  message,
  from: "agent",
  author: "a1",
  visibility: "all",
  bodyKind: "text",
  body: { kind: "text", text },
});
const ids = (outbox: Outbox) => outbox.map((item) => item.id);

Deno.test("outbox - one message per conversation is under way, in order", () => {
  const outbox = add(add(add([], "1"), "2"), "3", "c2");
  assert.deepEqual(ids(sendable(outbox, 0)), ["1", "3"]);
  const one = sent(outbox, "1", 0);
  assert.deepEqual(ids(sendable(one, 0)), ["3"]);
  assert.deepEqual(ids(sendable(acknowledged(one, "1", 5, "m1"), 0)), ["2", "3"]);
});

Deno.test("outbox - what had no answer is sent again after a lost connection, in order", () => {
  const outbox = disconnected(sent(add(add([], "1"), "2"), "1", 0));
  assert.deepEqual(ids(sendable(outbox, 0)), ["1"]);
  assert.deepEqual(ids(outbox), ["1", "2"]);
});

Deno.test("outbox - a refusal that passes waits its time and keeps its place", () => {
  const busy = refused(sent(add(add([], "1"), "2"), "1", 0), "1", {
    code: "busy",
    retryAfterMs: 500,
  }, 1_000);
  assert.deepEqual(ids(sendable(busy, 1_499)), []);
  assert.deepEqual(ids(sendable(busy, 1_500)), ["1"]);
});

Deno.test("outbox - after the last attempt the person is asked", () => {
  let outbox = add([], "1");
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    outbox = refused(sent(outbox, "1", 0), "1", { code: "busy" }, 0);
  }
  assert.deepEqual([outbox[0].state, ids(sendable(outbox, 1e9))], ["failed", []]);
  assert.deepEqual(ids(sendable(resend(outbox, "1"), 0)), ["1"]);
});

Deno.test("outbox - a refusal that stands fails at once and lets the next one go", () => {
  const outbox = refused(sent(add(add([], "1"), "2"), "1", 0), "1", { code: "closed" }, 0);
  assert.deepEqual(outbox[0], {
    id: "1",
    conversation: "c1",
    body: { kind: "text", text: "1" },
    visibility: "all",
    at: 0,
    state: "failed",
    code: "closed",
    again: false,
  });
  assert.deepEqual(ids(sendable(outbox, 0)), ["2"]);
});

Deno.test("outbox - the line replaces its message whether answer or line comes first", () => {
  const underWay = sent(add(add([], "1", "c1", "好"), "2", "c1", "好"), "1", 0);
  const answered = acknowledged(underWay, "1", 9, "m9");
  assert.deepEqual(ids(landed(answered, "c1", own("m9", "好"), "a1")), ["2"]);
  assert.deepEqual(ids(landed(underWay, "c1", own("m9", "好"), "a1")), ["2"]);
  assert.deepEqual(ids(landed(underWay, "c1", own("m9", "好"), "a2")), ["1", "2"]);
});

Deno.test("outbox - a reload keeps what is not durable yet", () => {
  const outbox = acknowledged(sent(add(add([], "1"), "2"), "1", 0), "1", 9, "m9");
  assert.deepEqual(ids(kept(outbox)), ["2"]);
});

Deno.test("outbox - one that may have arrived is shown once after a lost line or a reload", () => {
  const underWay = sent(add(add([], "1", "c1", "好"), "2", "c1", "好"), "1", 0, 8);
  for (const outbox of [disconnected(underWay), kept(underWay)]) {
    assert.deepEqual(ids(unshown(outbox, [own("m9", "好")], "a1")), ["2"]);
    assert.deepEqual(ids(unshown(outbox, [own("m9", "好")], "a2")), ["1", "2"]);
    assert.deepEqual(ids(unshown(outbox, [], "a1")), ["1", "2"]);
    assert.deepEqual(ids(sendable(outbox, 0)), ["1"], "it goes again under its id all the same");
  }
});

Deno.test("outbox - the line of an accepted message does not hide the next one with its words", () => {
  const first = acknowledged(
    sent(add(add([], "1", "c1", "好"), "2", "c1", "好"), "1", 0, 5),
    "1",
    9,
    "m9",
  );
  const both = sent(first, "2", 0, 5);
  assert.deepEqual(ids(unshown(both, [own("m9", "好")], "a1")), ["1", "2"]);
});
