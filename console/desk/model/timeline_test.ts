import assert from "node:assert/strict";
import fc from "fast-check";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import { appended, emptyTimeline, resynced, type Timeline, withOlder } from "./timeline.ts";

const message = (seq: number): Entry => ({
  kind: "message",
  seq,
  at: seq,
  message: `m${seq}`,
  from: "visitor",
  author: "v1",
  visibility: "all",
  bodyKind: "text",
  body: { kind: "text", text: String(seq) },
});
const recall = (seq: number, of: number): Entry => ({
  kind: "line",
  seq,
  at: seq,
  event: {
    type: "conversation.recalled",
    seq,
    at: seq,
    workspace: "demo",
    by: "agent:a1",
    conversation: "c1",
    message: `m${of}`,
  },
});
const seqs = (timeline: Timeline) => timeline.entries.map((entry) => entry.seq);
const held = (...numbers: number[]) => withOlder(emptyTimeline, numbers.map(message), false);

Deno.test("timeline - an entry that joins on is added once", () => {
  const first = appended(held(3, 7), 7, message(12));
  assert.deepEqual(seqs(first.timeline), [3, 7, 12]);
  const again = appended(first.timeline, 7, message(12));
  assert.deepEqual([again.gap, seqs(again.timeline)], [false, [3, 7, 12]]);
});

Deno.test("timeline - a hole is reported and nothing is added", () => {
  const after = appended(held(3, 7), 9, message(12));
  assert.deepEqual([after.gap, seqs(after.timeline)], [true, [3, 7]]);
});

Deno.test("timeline - a resync that touches what is held joins it", () => {
  const after = resynced(held(3, 7), [message(7), message(9)], 5, true);
  assert.deepEqual([seqs(after), after.more], [[3, 7, 9], false]);
});

Deno.test("timeline - a resync beyond what is held drops what lies before the hole", () => {
  const after = resynced(held(3, 7), [message(20), message(21)], 20, true);
  assert.deepEqual([seqs(after), after.more, after.lastSeq], [[20, 21], true, 21]);
});

Deno.test("timeline - a recall takes the body, whichever comes first", () => {
  for (const order of [[message(3), recall(4, 3)], [recall(4, 3), message(3)]]) {
    let timeline = emptyTimeline;
    for (const entry of order) timeline = withOlder(timeline, [entry], false);
    const shown = timeline.entries[0];
    assert.ok(shown.kind === "message" && shown.recalled && shown.body === undefined);
  }
});

Deno.test("timeline - pages and live entries in any order give the same unbroken lines", () => {
  fc.assert(fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
    const pages = [[1, 2], [2, 3, 4], [5], [4, 5, 6], [6, 7]];
    const timeline = order.reduce(
      (sum, at) => withOlder(sum, pages[at].map(message), false),
      emptyTimeline,
    );
    assert.deepEqual(seqs(timeline), [1, 2, 3, 4, 5, 6, 7]);
  }));
});
