import assert from "node:assert/strict";
import { lastWordOf } from "./last_word.ts";

function opened() {
  const closes: number[] = [];
  const socket = { bufferedAmount: 1, close: (code: number) => void closes.push(code) };
  return { closes, word: lastWordOf(socket, 10) };
}

Deno.test("last word - a close that no frame caused goes out at once, and once", () => {
  const { closes, word } = opened();
  word.close(4503, "try_later");
  word.close(4401, "unauthenticated");
  assert.deepEqual(closes, [4503]);
});

Deno.test("last word - after a frame it waits for quiet, and a giant frame ends the wait", () => {
  const { closes, word } = opened();
  assert.equal(word.heard(5), true);
  word.close(4429, "rate_limited");
  assert.deepEqual([word.heard(5), closes], [false, []]);
  assert.deepEqual([word.heard(11), closes], [false, [4429]]);
  word.gone();
});
