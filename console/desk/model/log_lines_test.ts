import assert from "node:assert/strict";
import type { Entry } from "../../../engine/contract/wire/socket.ts";
import { logLines } from "./log_lines.ts";

const said = (seq: number, at: number): Entry => ({
  kind: "message",
  seq,
  at,
  message: `m${seq}`,
  from: "visitor",
  author: "v1",
  visibility: "all",
  bodyKind: "text",
});

Deno.test("log - the day changes at the shop's midnight, whatever the reader's clock", () => {
  const midnight = Date.UTC(2026, 10, 11, 16);
  const entries = [said(1, midnight - 60_000), said(2, midnight - 1), said(3, midnight)];
  const changes = (zone: string) => logLines(entries, zone).map(({ newDay }) => newDay);
  assert.deepEqual(changes("Asia/Shanghai"), [false, false, true]);
  assert.deepEqual(changes("UTC"), [false, false, false]);
});
