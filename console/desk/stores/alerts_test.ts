import assert from "node:assert/strict";
import type { Alert, ClockAlert, TransferAlert } from "../../../engine/contract/wire/socket.ts";
import { conversation } from "../testing/conversation.ts";
import { withAlert, withoutSettled } from "./alerts.ts";

const alert = (fields: Partial<ClockAlert>): ClockAlert => ({
  conversation: "c1",
  clock: "round",
  threshold: "warn",
  round: 1,
  seq: 1,
  at: 1,
  dueAt: 2,
  ...fields,
});
const told = (list: readonly Alert[]) => list.map((one) => `${one.conversation}.${one.threshold}`);

Deno.test("alerts - a breach takes the place of its warning, a repeat changes nothing", () => {
  const warned = withAlert([], alert({}));
  assert.equal(withAlert(warned, alert({ at: 5 })), warned);
  const breached = withAlert(warned, alert({ threshold: "breach" }));
  assert.deepEqual(told(breached), ["c1.breach"]);
  assert.equal(withAlert(breached, alert({})), breached);
});

Deno.test("alerts - breaches stand first, then the newest", () => {
  const list = [
    alert({ conversation: "a", at: 1 }),
    alert({ conversation: "b", at: 2, threshold: "breach" }),
    alert({ conversation: "c", at: 3 }),
  ].reduce(withAlert, [] as readonly Alert[]);
  assert.deepEqual(told(list), ["b.breach", "c.warn", "a.warn"]);
});

Deno.test("alerts - an answered, later or lost conversation settles its alerts", () => {
  const list = [alert({}), alert({ conversation: "c2" })];
  const waiting = conversation("c1", { round: 1, roundBeganAt: 5 });
  assert.equal(withoutSettled(list, waiting, false).length, 2);
  assert.deepEqual(told(withoutSettled(list, conversation("c1"), false)), ["c2.warn"]);
  assert.deepEqual(told(withoutSettled(list, { ...waiting, round: 2 }, false)), ["c2.warn"]);
  assert.deepEqual(told(withoutSettled(list, waiting, true)), ["c2.warn"]);
});

Deno.test("alerts - a third transfer stands once beside the waits, until the conversation ends", () => {
  const handed: TransferAlert = {
    conversation: "c1",
    threshold: "transfers",
    seq: 9,
    at: 9,
    agent: "lin",
  };
  const list = [alert({}), handed, handed].reduce(withAlert, [] as readonly Alert[]);
  assert.deepEqual(told(list), ["c1.transfers", "c1.warn"]);
  assert.deepEqual(told(withoutSettled(list, conversation("c1"), true)), ["c1.transfers"]);
  assert.deepEqual(withoutSettled(list, conversation("c1", { state: "closed" }), true), []);
});
