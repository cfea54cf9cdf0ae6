import assert from "node:assert/strict";
import { createTranslator } from "../../kit/i18n/translator.ts";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { needsDay, plannedText, versionText } from "./versions.ts";

const teller = {
  say: createTranslator({ zh, en }, () => "en").say,
  agent: (id: string) => `‹${id}›`,
  moment: (at: number) => `@${at}`,
};
const VERSIONS = [
  { version: 2, hash: "two", at: 20, by: "admin:shen" },
  { version: 1, hash: "one", at: 10, by: "engine" },
];

Deno.test("versions - an appointment says until when, back to which version, and whose it is", () => {
  const plain = { kind: "publish", at: 50, hash: "new", by: "admin:lin" } as const;
  const told = (change: Parameters<typeof plannedText>[0]) => plannedText(change, VERSIONS, teller);
  assert.equal(told(plain), "Publishes @50 · ‹lin›");
  assert.equal(told({ ...plain, revertAt: 70 }), "Publishes @50 · until @70 · ‹lin›");
  assert.equal(
    told({ ...plain, hash: "one", revertAt: 70 }),
    "Publishes @50 · until @70 · as version 1 · ‹lin›",
  );
  assert.equal(
    told({ ...plain, kind: "revert", hash: "two" }),
    "Reverts @50 · as version 2 · ‹lin›",
  );
});

Deno.test("versions - a version says who published it, the first one is nobody's", () => {
  assert.deepEqual(VERSIONS.map((one) => versionText(one, teller)), [
    "Version 2 · @20 · ‹shen›",
    "Version 1 · @10",
  ]);
});

Deno.test("versions - a moment has its day when it is not today's, or the hour stands on two days", () => {
  const night = Date.UTC(2026, 10, 11, 15, 50);
  const day = 86_400_000;
  const zone = "Asia/Shanghai";
  assert.equal(needsDay(night, [night], zone, night - 3_600_000), false);
  assert.equal(needsDay(night, [night, night + 60_000], zone, night), false);
  assert.equal(needsDay(night, [night, night + day], zone, night), true);
  assert.equal(needsDay(night, [night], zone, night - day), true);
});
