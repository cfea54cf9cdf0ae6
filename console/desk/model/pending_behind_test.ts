import assert from "node:assert/strict";
import { conversation } from "../testing/conversation.ts";
import { isBehind } from "./pending_behind.ts";

const listed = [{ conversation: "c1" }];
const behind = (...own: ReturnType<typeof conversation>[]) => isBehind(listed, own, "a1");

Deno.test("pending - the list is behind until it has what I parked, and not what I took up", () => {
  assert.equal(behind(), false);
  assert.equal(behind(conversation("c1", { state: "parked" })), false);
  assert.equal(behind(conversation("c2", { state: "parked" })), true);
  assert.equal(behind(conversation("c1", { state: "assigned" })), true);
  assert.equal(behind(conversation("c2", { state: "assigned" })), false);
});

Deno.test("pending - a colleague's work says nothing about it", () => {
  assert.equal(behind(conversation("c2", { state: "parked", agent: "a2" })), false);
});
