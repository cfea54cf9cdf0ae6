import assert from "node:assert/strict";
import fc from "fast-check";
import type { Entry, VisitorConversation } from "../../../engine/contract/wire/socket.ts";
import type { Event } from "../../../engine/contract/wire/events.ts";
import { addEntry, addPage, emptyThread, pageBefore, resync, type Thread } from "./thread.ts";

const summary: VisitorConversation = {
  conversation: "c1",
  state: "assigned",
  group: "sales",
  openedAt: 1,
  lastSeq: 0,
  canReopen: true,
};
const entry = (seq: number, more: Partial<Entry & { kind: "message" }> = {}): Entry => ({
  kind: "message",
  seq,
  at: seq,
  message: `m${seq}`,
  from: "agent",
  author: "a1",
  visibility: "all",
  bodyKind: "text",
  body: { kind: "text", text: `text ${seq}` },
  ...more,
});
const seqs = (thread: Thread) => thread.entries.map((one) => one.seq);
const holding = (...held: number[]): Thread =>
  resync(emptyThread(summary), held.map((seq) => entry(seq)), 0, held.at(-1) ?? 0);

Deno.test("thread - a live entry that follows what is held is added", () => {
  const { outcome, thread } = addEntry(holding(4), 4, entry(9));
  assert.equal(outcome, "added");
  assert.deepEqual([seqs(thread), thread.heldSeq], [[4, 9], 9]);
});

Deno.test("thread - an entry that comes twice stands once", () => {
  const { outcome, thread } = addEntry(holding(4, 9), 4, entry(9));
  assert.equal(outcome, "repeated");
  assert.deepEqual(seqs(thread), [4, 9]);
});

Deno.test("thread - a message that comes again under another sequence stands once", () => {
  const { thread } = addEntry(holding(4), 4, entry(9, { message: "m4" }));
  assert.deepEqual(seqs(thread), [4]);
});

Deno.test("thread - a live entry after a gap is not shown; the gap is reported", () => {
  const { outcome, thread } = addEntry(holding(4), 7, entry(9));
  assert.equal(outcome, "gap");
  assert.deepEqual([seqs(thread), thread.heldSeq], [[4], 4]);
});

Deno.test("thread - a resync that reaches back closes the gap at once", () => {
  const thread = resync(holding(4), [entry(7), entry(9)], 2, 9);
  assert.deepEqual([seqs(thread), thread.heldSeq, thread.hole], [[4, 7, 9], 9, undefined]);
});

Deno.test("thread - a resync that does not reach back leaves a hole that pages fill", () => {
  let thread = resync(holding(4), [entry(20), entry(22)], 20, 22);
  assert.deepEqual(thread.hole, { after: 4, before: 20 });
  assert.equal(pageBefore(thread), 20);
  thread = addPage(thread, { entries: [entry(15), entry(12)], more: true });
  assert.deepEqual(thread.hole, { after: 4, before: 12 });
  thread = addPage(thread, { entries: [entry(7), entry(4)], more: true });
  assert.equal(thread.hole, undefined);
  assert.deepEqual(seqs(thread), [4, 7, 12, 15, 20, 22]);
});

Deno.test("thread - nothing older is offered once the conversation's first line is held", () => {
  const opened: Entry = {
    kind: "line",
    seq: 3,
    at: 3,
    event: { type: "conversation.opened" } as Event,
  };
  assert.equal(holding(4).more, true);
  assert.equal(resync(emptyThread(summary), [opened, entry(4)], 0, 4).more, false);
  assert.equal(addPage(holding(4), { entries: [opened], more: false }).more, false);
});

Deno.test("thread - a second loss before the hole is filled makes one hole of both", () => {
  let thread = resync(holding(4), [entry(20)], 20, 20);
  thread = resync(thread, [entry(40)], 40, 40);
  assert.deepEqual(thread.hole, { after: 4, before: 40 });
});

Deno.test("thread - a recall takes the text away, and a late copy does not bring it back", () => {
  const event = { type: "conversation.recalled", message: "m4" } as Event;
  const recalled = addEntry(holding(4), 4, { kind: "line", seq: 5, at: 5, event }).thread;
  const again = addEntry(recalled, 0, entry(4)).thread;
  const [first] = again.entries;
  assert.ok(first.kind === "message" && first.recalled && first.body === undefined);
});

Deno.test("thread - whatever the order and repeats of live frames, the thread is sorted and whole", () => {
  const chain = Array.from({ length: 12 }, (_, at) => at * 3 + 1);
  fc.assert(fc.property(fc.array(fc.nat(11), { maxLength: 60 }), (arrivals) => {
    let thread = emptyThread(summary);
    for (const at of arrivals) {
      const added = addEntry(thread, chain[at - 1] ?? 0, entry(chain[at]));
      thread = added.outcome === "gap"
        ? resync(thread, chain.slice(0, at + 1).map((seq) => entry(seq)), 0, chain[at])
        : added.thread;
      const upTo = chain.filter((seq) => seq <= thread.heldSeq);
      assert.deepEqual(seqs(thread), upTo);
    }
  }));
});
