import assert from "node:assert/strict";
import {
  bearerOf,
  createVisitorTokens,
  readVisitor,
  signVisitor,
  type VisitorPrincipal,
} from "./token.ts";

const SECRET = "s".repeat(43);
const who: VisitorPrincipal = {
  workspace: "demo",
  visitor: "v1",
  key: "k1",
  language: "zh",
  expiresAt: 1_000,
  since: 5,
};

Deno.test("token - what was signed is read back until it expires", () => {
  const token = signVisitor(SECRET, who);
  assert.deepEqual(readVisitor(SECRET, token, 999), who);
  assert.equal(readVisitor(SECRET, token, 1_000), undefined);
});

Deno.test("attack 10 - another key, another visitor, another algorithm, or damage is nobody", () => {
  const token = signVisitor(SECRET, who);
  const [version, body, mac] = token.split(".");
  const claims = btoa(JSON.stringify(["demo", "v2", "k1", "zh", 1_000, 5])).replace(/=+$/, "");
  const none = btoa('{"alg":"none"}').replace(/=+$/, "");
  for (
    const forged of [
      signVisitor("t".repeat(43), who),
      `${version}.${claims}.${mac}`,
      `${none}.${body}.`,
      `${version}.${body}.${mac.slice(1)}`,
      `v2.${body}.${mac}`,
      "",
      "a.b.c",
      "v1." + "x".repeat(2_000) + ".y",
    ]
  ) assert.equal(readVisitor(SECRET, forged, 0), undefined, forged.slice(0, 40));
});

Deno.test("token - only a bearer header holds one", () => {
  assert.equal(bearerOf("Bearer v1.a.b"), "v1.a.b");
  assert.equal(bearerOf("bearer v1.a.b"), undefined);
  assert.equal(bearerOf("Bearer a b"), undefined);
  assert.equal(bearerOf(undefined), undefined);
});

Deno.test("token - one that was verified before still expires, and a forged one stays nobody", () => {
  const tokens = createVisitorTokens(SECRET);
  const token = tokens.sign(who);
  assert.deepEqual(tokens.read(token, 999), who);
  assert.equal(tokens.read(token, 1_000), undefined);
  const other = signVisitor("t".repeat(43), who);
  assert.equal(tokens.read(other, 999), undefined);
  assert.equal(tokens.read(other, 999), undefined);
});
