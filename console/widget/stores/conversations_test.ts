import assert from "node:assert/strict";
import { fellBack, receivePosition } from "./conversations.ts";

const place = (position: number) =>
  receivePosition("c", { position, exact: true, state: "waiting" });

Deno.test("queue - a place further back is explained, and no longer once it moves up again", () => {
  const explained = [5, 4, 6, 6, 5, 5, 3].map((position) => {
    place(position);
    return fellBack.value.has("c");
  });
  assert.deepEqual(explained, [false, false, true, true, false, false, false]);
});
