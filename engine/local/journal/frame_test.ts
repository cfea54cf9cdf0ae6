import assert from "node:assert/strict";
import fc from "fast-check";
import { BATCH_BYTES_MAX, decodeFrame, encodeFrame, findMagic } from "./frame.ts";

const head = fc.record({
  sequence: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  epoch: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  storedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  id: fc.string({ unit: "grapheme", maxLength: 40 }),
});
const payload = fc.uint8Array({ maxLength: 300 });

Deno.test("frame - what was framed is read as it was, anywhere in a buffer", () => {
  fc.assert(fc.property(head, payload, fc.uint8Array({ maxLength: 50 }), (one, bytes, before) => {
    const frame = encodeFrame(one, bytes);
    const buffer = new Uint8Array([...before, ...frame, 1, 2, 3]);
    const read = decodeFrame(buffer, before.length);
    assert.equal(read.state, "whole");
    if (read.state !== "whole") return;
    const { payload: got, whole, bytes: total, ...rest } = read.frame;
    assert.deepEqual(rest, {
      ...one,
      id: new TextDecoder().decode(new TextEncoder().encode(one.id)),
    });
    assert.deepEqual(new Uint8Array(got), bytes);
    assert.deepEqual([new Uint8Array(whole), total], [frame, frame.length]);
  }));
});

Deno.test("frame - a cut frame is short and says how much it needs", () => {
  const frame = encodeFrame({ sequence: 1, epoch: 1, storedAt: 1, id: "b1" }, new Uint8Array(100));
  for (let end = 0; end < frame.length; end++) {
    const read = decodeFrame(frame, 0, end);
    assert.equal(read.state, "short");
    if (read.state === "short") assert.equal(read.bytes, end < 36 ? 36 : frame.length);
  }
});

Deno.test("frame - no single changed bit passes for a whole frame", () => {
  const text = new TextEncoder().encode('{"level":1}');
  const frame = encodeFrame({ sequence: 7, epoch: 2, storedAt: 9, id: "b7" }, text);
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const changed = frame.slice();
    changed[bit >> 3] ^= 1 << (bit & 7);
    assert.notEqual(decodeFrame(changed, 0).state, "whole", `bit ${bit}`);
  }
});

Deno.test("frame - the next frame is found behind any bytes, and none in text", () => {
  const frame = encodeFrame({ sequence: 1, epoch: 1, storedAt: 1, id: "" }, new Uint8Array(3));
  const buffer = new Uint8Array([0xff, 0x54, 0xff, ...frame, 0xff]);
  assert.equal(findMagic(buffer, 0), 3);
  assert.equal(findMagic(buffer, 4), -1);
  assert.equal(findMagic(new TextEncoder().encode("ÿTG1 潮闸".repeat(99)), 0), -1);
});

Deno.test("frame - a batch or an id beyond its limit is a defect, not a frame", () => {
  const one = { sequence: 1, epoch: 1, storedAt: 1, id: "b1" };
  assert.throws(() => encodeFrame(one, new Uint8Array(BATCH_BYTES_MAX + 1)), RangeError);
  assert.throws(() => encodeFrame({ ...one, id: "x".repeat(300) }, new Uint8Array(1)), RangeError);
});
