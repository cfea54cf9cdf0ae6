import assert from "node:assert/strict";
import { midnight } from "./desk.ts";

Deno.test("today - begins at the shop's midnight, whatever the machine's zone", () => {
  const at = (text: string) => new Date(text).getTime();
  const evening = at("2026-11-10T15:59:59.500Z");
  assert.equal(midnight(evening, "Asia/Shanghai"), at("2026-11-09T16:00:00Z"));
  assert.equal(midnight(evening + 500, "Asia/Shanghai"), at("2026-11-10T16:00:00Z"));
  assert.equal(midnight(evening, "No/Such_Zone"), at("2026-11-10T00:00:00Z"));
});
