import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { keyIdOf, openBytes, openJson, sealBytes, sealJson } from "./sealing.ts";

const key = new Uint8Array(randomBytes(32));

Deno.test("sealing - any JSON value comes back as it was sealed", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const wanted = JSON.parse(JSON.stringify(value));
    assert.deepEqual(openJson(key, sealJson("k1", key, value)), wanted);
  }));
});

Deno.test("sealing - the key id stands in front of the dot and the text is base64url", () => {
  const sealed = sealJson("a-key_7", key, { text: "你好，潮闸" });
  assert.equal(keyIdOf(sealed), "a-key_7");
  assert.match(sealed, /^a-key_7\.[A-Za-z0-9_-]+$/);
  assert.equal(keyIdOf("no sealed text"), "");
});

Deno.test("sealing - equal values sealed twice differ, nonces never repeat", () => {
  const seen = new Set<string>();
  for (let i = 0; i < 3_000; i++) seen.add(sealJson("k", key, "x").slice(2, 18));
  assert.equal(seen.size, 3_000);
});

Deno.test("sealing - another key, another key id or one changed byte opens nothing", () => {
  const sealed = sealBytes("k1", key, new TextEncoder().encode("a secret"));
  assert.equal(openBytes("k1", new Uint8Array(randomBytes(32)), sealed), undefined);
  assert.equal(openBytes("k2", key, sealed), undefined);
  for (let i = 0; i < sealed.length; i++) {
    const changed = sealed.slice();
    changed[i] ^= 1;
    assert.equal(openBytes("k1", key, changed), undefined);
  }
  assert.ok(openBytes("k1", key, sealed));
});

Deno.test("sealing - text that was never sealed, or is cut short, opens nothing", () => {
  assert.equal(openJson(key, "plain"), undefined);
  assert.equal(openJson(key, "k1."), undefined);
  assert.equal(openJson(key, "k1.AAAA"), undefined);
  assert.equal(openJson(new Uint8Array(3), sealJson("k1", key, 1)), undefined);
});

Deno.test("sealing - a seed makes a repeat the same bytes, another text or seed other bytes", () => {
  const first = sealJson("k1", key, { text: "你好" }, "command-1");
  assert.equal(sealJson("k1", key, { text: "你好" }, "command-1"), first);
  assert.notEqual(sealJson("k1", key, { text: "您好" }, "command-1"), first);
  assert.notEqual(sealJson("k1", key, { text: "你好" }, "command-2"), first);
  assert.deepEqual(openJson(key, first), { text: "你好" });
});
