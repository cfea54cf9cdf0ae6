import assert from "node:assert/strict";
import * as k from "./mod.ts";
import { createDice } from "./oracle/dice.ts";

const START = Date.UTC(2026, 10, 11);
const ITEMS = 3000;

function oneGroup(): k.Routing {
  const r = k.createRouting();
  const zeros = new Array(10).fill(0);
  k.putGroup(r, 0, { strategy: "leastOccupied", base: zeros, slopePerMs: zeros });
  return r;
}

function standAt(r: k.Routing, order: number): k.ItemHandle {
  const item = k.addItem(r);
  const enqueuedAt = START + (order >> 2);
  k.enqueue(r, item, 0, { class: 0, cost: 20, requirement: 0, enqueuedAt, order });
  return item;
}

Deno.test("line - places are in order whatever the order of joining and leaving", () => {
  const dice = createDice(7);
  const r = oneGroup();
  const orders = Array.from({ length: ITEMS }, (_, n) => n);
  const items = new Map<number, k.ItemHandle>();
  for (let n = ITEMS - 1; n > 0; n--) {
    const other = dice.below(n + 1);
    [orders[n], orders[other]] = [orders[other], orders[n]];
  }
  for (const order of orders) {
    items.set(order, standAt(r, order));
    if (!dice.chance(0.4)) continue;
    const left = dice.of([...items.keys()]);
    k.removeItem(r, items.get(left)!);
    items.delete(left);
  }
  const sorted = [...items.keys()].sort((a, b) => a - b);
  sorted.forEach((order, n) => {
    assert.equal(k.position(r, items.get(order)!, 0, START + 9999), n + 1);
  });
});

Deno.test("line - one that was empty begins anew", () => {
  const r = oneGroup();
  for (let round = 0; round < 3; round++) {
    const items = Array.from({ length: 200 }, (_, order) => standAt(r, order));
    items.forEach((item, n) => assert.equal(k.position(r, item, 0, START), n + 1));
    for (const item of items) k.removeItem(r, item);
    assert.equal(k.waiting(r, 0), 0);
    assert.equal(k.oldest(r, 0), Infinity);
  }
});

Deno.test("line - a visitor who comes back stands where it stood, in a line of thousands", () => {
  const dice = createDice(11);
  const r = oneGroup();
  const items = Array.from({ length: ITEMS }, (_, order) => standAt(r, order));
  const gone = items.filter(() => dice.chance(0.3));
  for (const item of gone) k.setGone(r, item, true);
  assert.equal(k.goneItems(r, 0), gone.length);
  for (const item of gone.reverse()) k.setGone(r, item, false);
  items.forEach((item, n) => assert.equal(k.position(r, item, 0, START + 9999), n + 1));
});

Deno.test("line - it is walked in order from its front or from behind a prefix, without who is gone", () => {
  const dice = createDice(13);
  const r = oneGroup();
  const items = Array.from({ length: ITEMS }, (_, order) => standAt(r, order));
  const [here, gone] = [[] as k.ItemHandle[], [] as k.ItemHandle[]];
  for (const item of items) (dice.chance(0.3) ? gone : here).push(item);
  for (const item of gone) k.setGone(r, item, true);
  const [line, ...more] = k.linesOf(r, 0);
  assert.equal(more.length, 0);
  const walked = (from: number): k.ItemHandle[] => {
    const found = [];
    for (let place = from; place !== k.NONE; place = k.nextPlace(r, place)) {
      found.push(k.itemAt(r, place));
    }
    return found;
  };
  assert.deepEqual(walked(k.firstPlace(r, line)), here);
  const rank = new Map(here.map((item, n) => [item, n]));
  for (const before of [0, 1, 700, here.length - 1, here.length]) {
    let asked = 0;
    const from = k.firstPlace(r, line, (item) => ++asked > 0 && rank.get(item)! < before);
    assert.deepEqual(walked(from), here.slice(before));
    assert.ok(asked < 400, `${asked} asked`);
  }
  for (const item of here) k.setGone(r, item, true);
  assert.deepEqual(k.linesOf(r, 0), []);
});
