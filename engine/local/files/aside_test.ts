import assert from "node:assert/strict";
import { openBytes, sealBytes } from "../../contract/sealing.ts";
import { openAside, sealAside } from "./aside.ts";

Deno.test("files - sealed aside and sealed at once are one form, and neither opens when changed", async () => {
  const key = new Uint8Array(32).fill(7);
  const clear = new TextEncoder().encode("a picture");
  const aside = await sealAside("k1", key, clear);
  assert.deepEqual(openBytes("k1", key, aside), clear);
  assert.deepEqual(await openAside("k1", key, sealBytes("k1", key, clear)), clear);
  assert.equal(await openAside("k2", key, aside), undefined);
  aside[20] ^= 1;
  assert.equal(await openAside("k1", key, aside), undefined);
});
