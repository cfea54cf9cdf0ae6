import assert from "node:assert/strict";
import fc from "fast-check";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import * as box from "./outbox.ts";

const draft = (id: string, conversation?: string) => ({
  id,
  conversation,
  topic: undefined,
  body: { kind: "text" as const, text: `text of ${id}` },
  at: Number(id.slice(1)),
});
const of = (...ids: string[]): box.Outbox =>
  ids.reduce((outbox, id) => box.put(outbox, draft(id, "c")), [] as box.Outbox);
const states = (outbox: box.Outbox) => outbox.map((item) => `${item.id} ${item.state}`);
const own = (seq: number, message: string, text: string): Entry => ({
  kind: "message",
  seq,
  at: seq,
  message,
  from: "visitor",
  author: "v",
  visibility: "all",
  bodyKind: "text",
  body: { kind: "text", text },
});

Deno.test("outbox - one message is under way at a time, the oldest first", () => {
  const outbox = of("i1", "i2");
  assert.equal(box.next(outbox)?.id, "i1");
  const sent = box.sending(outbox, "i1", 0);
  assert.equal(box.next(sent), undefined);
  assert.equal(box.next(box.acknowledged(sent, "i1", 5, "m5"))?.id, "i2");
});

Deno.test("outbox - after a broken line the same id goes again, in its old place", () => {
  const outbox = box.interrupted(box.sending(of("i1", "i2"), "i1", 3));
  assert.deepEqual(states(outbox), ["i1 queued", "i2 queued"]);
  assert.equal(box.next(outbox)?.id, "i1");
});

Deno.test("outbox - a refused message does not hold up the next one", () => {
  const outbox = box.refused(box.sending(of("i1", "i2"), "i1", 0), "i1", "too_large");
  assert.equal(box.next(outbox)?.id, "i2");
});

Deno.test("outbox - an acknowledged message leaves when its own entry stands in the thread", () => {
  const outbox = box.acknowledged(box.sending(of("i1"), "i1", 0), "i1", 5, "m5");
  assert.equal(box.settle(outbox, [own(4, "m4", "text of i1")]).length, 1);
  assert.equal(box.settle(outbox, [own(5, "m5", "text of i1")]).length, 0);
});

Deno.test("outbox - an entry before its acknowledgement is not shown twice", () => {
  const outbox = box.sending(of("i1"), "i1", 7);
  assert.equal(box.unshown(outbox, [own(9, "m9", "text of i1")]).length, 0);
  assert.equal(box.unshown(outbox, [own(6, "m6", "text of i1")]).length, 1);
  assert.equal(box.unshown(outbox, [own(9, "m9", "another text")]).length, 1);
});

Deno.test("outbox - one that may have arrived is not shown twice after a broken line or a reload", () => {
  const sent = box.sending(of("i1", "i2"), "i1", 7);
  const reloaded = box.restore(sent.map((item) => JSON.stringify(box.draftOf(item))));
  for (const outbox of [box.interrupted(sent), reloaded]) {
    const arrived = [own(9, "m9", "text of i1")];
    assert.deepEqual(states(box.unshown(outbox, arrived)), ["i2 queued"]);
    assert.deepEqual(states(box.unshown(outbox, [])), ["i1 queued", "i2 queued"]);
    assert.equal(box.next(outbox)?.id, "i1", "it goes again under its id all the same");
  }
});

Deno.test("outbox - messages written before a conversation exists go to the one that opens", () => {
  const waiting = box.put(box.put([], draft("i1")), draft("i2"));
  assert.deepEqual(box.bind(waiting, "c7").map((item) => item.conversation), ["c7", "c7"]);
  assert.deepEqual(
    box.unbind(box.bind(waiting, "c7"), "c7").map((item) => item.conversation),
    [undefined, undefined],
  );
});

Deno.test("outbox - it takes no more than its bound", () => {
  const full = of(...Array.from({ length: box.OUTBOX_ITEMS_MAX }, (_, at) => `i${at}`));
  assert.ok(box.isFull(full));
  assert.equal(box.put(full, draft("i99", "c")), full);
});

Deno.test("outbox - what a former page left comes back in order, and rubbish is dropped", () => {
  const stored = [draft("i2", "c"), draft("i1", "c")].map((one) => JSON.stringify(one));
  const outbox = box.restore([...stored, "{", "null", '{"id":3}']);
  assert.deepEqual(states(outbox), ["i1 queued", "i2 queued"]);
});

Deno.test("outbox - through any breaks, every message is accepted once and in order", () => {
  const step = fc.constantFrom("send", "arrive", "acknowledge", "break");
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
    let outbox = of("i1", "i2", "i3", "i4");
    const accepted: string[] = [];
    let under: string | undefined;
    for (const name of steps) {
      if (name === "send" && box.next(outbox)) {
        under = box.next(outbox)?.id;
        outbox = box.sending(outbox, under ?? "", 0);
      }
      const known = under !== undefined && accepted.includes(under);
      if (name === "arrive" && under !== undefined && !known) accepted.push(under);
      if (name === "acknowledge" && under !== undefined && known) {
        outbox = box.acknowledged(outbox, under, accepted.indexOf(under) + 1, `m${under}`);
        under = undefined;
      }
      if (name === "break") {
        outbox = box.interrupted(outbox);
        under = undefined;
      }
    }
    assert.deepEqual(accepted, ["i1", "i2", "i3", "i4"].slice(0, accepted.length));
  }));
});
