import assert from "node:assert/strict";
import type { Event } from "../contract/wire/events.ts";
import { createArena } from "./arena.ts";
import { createTail, TAIL_MESSAGES_MAX } from "./tail.ts";

const encoder = new TextEncoder();
const event = (seq: number, conversation: string, type = "conversation.messaged", pad = 0) =>
  ({
    type,
    seq,
    at: seq,
    workspace: "demo",
    by: "visitor:v",
    conversation,
    sealed: "x".repeat(pad),
  }) as unknown as Event;
const put = (tail: ReturnType<typeof createTail>, of: Event) =>
  tail.put(of, encoder.encode(JSON.stringify(of)));
const seqs = (events: Event[]) => events.map((of) => of.seq);

Deno.test("tail - gives the events after a sequence, oldest first, complete from the first", () => {
  const tail = createTail(createArena());
  put(tail, event(1, "c", "conversation.opened"));
  put(tail, event(4, "c"));
  put(tail, event(5, "other"));
  put(tail, event(9, "c"));
  const read = tail.read("demo", "c", 1);
  assert.deepEqual(seqs(read.events), [4, 9]);
  assert.equal(read.completeFrom, 1);
  assert.deepEqual(read.events[1], event(9, "c"));
});

Deno.test("tail - keeps 32 messages and says from where it is complete", () => {
  const tail = createTail(createArena());
  for (let seq = 1; seq <= TAIL_MESSAGES_MAX + 3; seq++) put(tail, event(seq, "c"));
  const read = tail.read("demo", "c", 0);
  assert.equal(read.events.length, TAIL_MESSAGES_MAX);
  assert.equal(read.completeFrom, 4);
});

Deno.test("tail - lines without messages are bounded as well", () => {
  const tail = createTail(createArena());
  for (let seq = 1; seq <= 500; seq++) put(tail, event(seq, "c", "conversation.transfer_offered"));
  assert.equal(tail.read("demo", "c", 0).events.length, 64);
});

Deno.test("tail - a forgotten conversation leaves nothing", () => {
  const tail = createTail(createArena());
  put(tail, event(1, "c"));
  put(tail, event(2, "c", "conversation.forgotten"));
  assert.equal(tail.conversations(), 0);
  assert.deepEqual(tail.read("demo", "c", 0), { events: [], completeFrom: Infinity });
});

Deno.test("tail - when the arena is full the oldest go first, and the rest says so", () => {
  const arena = createArena(2 * 1024 * 1024);
  const tail = createTail(arena);
  for (let seq = 1; seq <= 30; seq++) put(tail, event(seq, "c", undefined, 100_000));
  const read = tail.read("demo", "c", 0);
  assert.ok(read.events.length >= 10 && read.events.length <= 20);
  assert.equal(seqs(read.events).at(-1), 30);
  assert.equal(read.completeFrom, read.events[0].seq);
  assert.equal(arena.bytes(), 2 * 1024 * 1024);
});

Deno.test("arena - what does not fit a piece has no place", () => {
  const arena = createArena();
  assert.equal(arena.put(new Uint8Array(1024 * 1024 + 1)), -1);
  assert.equal(arena.get(-1, 5), undefined);
});
