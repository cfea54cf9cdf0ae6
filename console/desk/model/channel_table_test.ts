import assert from "node:assert/strict";
import { CHANNELS } from "../../../engine/contract/wire/states.ts";
import { freeChannel } from "./channel_table.ts";

Deno.test("channel table - a new row has the first channel that has none", () => {
  assert.equal(freeChannel([]), CHANNELS[0]);
  assert.equal(freeChannel([{ channel: CHANNELS[1] }, { channel: CHANNELS[0] }]), CHANNELS[2]);
});
