import assert from "node:assert/strict";
import { advance, away, isFresh, type Tenure, type TenureEvent } from "./tenure.ts";

const ME = "e1";
const turn = (now: number, rank = 0) => ({ now, me: ME, rank, leaving: false });

/** Runs events one after the other; the last tenure and what each asked for. */
function run(from: Tenure, ...events: [now: number, event: TenureEvent, rank?: number][]) {
  let tenure = from;
  const steps: string[] = [];
  for (const [now, event, rank] of events) {
    const [next, ...todo] = advance(tenure, event, turn(now, rank));
    tenure = next;
    steps.push(...todo.map((one) => one.do));
  }
  return { tenure, steps };
}

const read = (answer: (TenureEvent & { type: "read" })["answer"]): TenureEvent => ({
  type: "read",
  answer,
});
const absent = read({ state: "absent", revision: 7, released: false });
const released = read({ state: "absent", revision: 7, released: true });
const held = (owner: string) => read({ state: "held", owner, revision: 5 });
const wrote = (state: "held" | "refused" | "unknown", sentAt: number): TenureEvent => ({
  type: "wrote",
  answer: state === "held" ? { state, revision: 9 } : { state },
  sentAt,
});
const tick: TenureEvent = { type: "tick" };
const owning: Tenure = { state: "owning", lease: { revision: 3, sentAt: 1_000 } };

Deno.test("tenure - nobody's partition is claimed at once by the first, by others 3 s later", () => {
  assert.deepEqual(run(away(0), [0, tick], [1, absent]).steps, ["read", "create"]);
  const other = run(away(0), [0, absent, 1], [2_999, absent, 1]);
  assert.deepEqual([other.tenure.state, other.steps], ["away", []]);
  assert.deepEqual(run(other.tenure, [3_000, absent, 1]).steps, ["create"]);
});

Deno.test("tenure - the last owner is asked first, and has 3 s when it lives", () => {
  const asked = run(away(0), [0, held("e2")], [2_000, absent]);
  assert.deepEqual(asked.steps, ["ask"]);
  const dead = run(asked.tenure, [2_001, { type: "asked", answer: "nobody" }]);
  assert.deepEqual(dead.steps, ["create"]);
  const lives = run(asked.tenure, [2_001, { type: "asked", answer: "lives" }]);
  assert.equal(lives.tenure.state, "away");
  const later = run(lives.tenure, [5_000, absent], [5_001, { type: "asked", answer: "lives" }]);
  assert.deepEqual(later.steps, ["ask", "create"]);
});

Deno.test("tenure - without a leader nothing is known, and the owner's 3 s begin anew", () => {
  const outage = run(away(0), [0, held("e2")], [2_000, absent], [2_001, {
    type: "asked",
    answer: "lives",
  }], [4_000, read({ state: "unknown" })]);
  const back = run(outage.tenure, [9_000, absent], [9_001, { type: "asked", answer: "lives" }]);
  assert.deepEqual([back.tenure.state, back.steps], ["away", ["ask"]]);
});

Deno.test("tenure - what was given back needs no question", () => {
  assert.deepEqual(run(away(0), [0, held("e2")], [10, released]).steps, ["create"]);
});

Deno.test("tenure - a claim that another won goes back to looking", () => {
  const { tenure } = run(away(0), [0, absent], [5, wrote("refused", 0)]);
  assert.equal(tenure.state, "away");
});

Deno.test("tenure - a lease is renewed every 600 ms and counts from when it was sent", () => {
  assert.deepEqual(run(owning, [1_599, tick]).steps, []);
  const sent = run(owning, [1_600, tick]);
  assert.deepEqual(sent.steps, ["renew"]);
  assert.deepEqual(run(sent.tenure, [1_700, tick]).steps, []);
  const renewed = run(sent.tenure, [2_400, wrote("held", 1_600)]);
  assert.deepEqual(renewed.tenure, { state: "owning", lease: { revision: 9, sentAt: 1_600 } });
  assert.deepEqual([isFresh(renewed.tenure, 3_100), isFresh(renewed.tenure, 3_101)], [true, false]);
});

Deno.test("tenure - an old lease is doubted: mine or absent goes on, another's is dropped", () => {
  const doubted = run(owning, [2_501, tick]);
  assert.deepEqual([doubted.tenure.state, doubted.steps], ["doubting", ["read"]]);
  assert.equal(isFresh(doubted.tenure, 2_501), false);
  assert.deepEqual(run(doubted.tenure, [2_510, read({ state: "unknown" })]).steps, []);
  assert.deepEqual(run(doubted.tenure, [2_510, held(ME)]).steps, ["renew"]);
  assert.deepEqual(run(doubted.tenure, [2_510, absent]).steps, ["create"]);
  assert.deepEqual(run(doubted.tenure, [2_510, held("e2")]).steps, ["drop"]);
});

Deno.test("tenure - a lease made anew goes on in its epoch when no higher one stands there", () => {
  const proving = run(owning, [2_501, tick], [2_510, absent], [2_520, wrote("held", 2_510)]);
  assert.deepEqual([proving.tenure.state, proving.steps.at(-1)], ["proving", "prove"]);
  const same = run(proving.tenure, [2_530, { type: "proved", answer: "same" }]);
  assert.deepEqual([same.tenure.state, same.steps], ["owning", ["wake"]]);
  const higher = run(proving.tenure, [2_530, { type: "proved", answer: "higher" }]);
  assert.deepEqual([higher.tenure.state, higher.steps], ["away", ["drop", "release"]]);
});

Deno.test("tenure - a handover waits for the append and then gives the lease back", () => {
  const leaving = run(owning, [1_100, { type: "leave" }]);
  assert.deepEqual([leaving.tenure.state, leaving.steps], ["leaving", ["leave"]]);
  const left = run(leaving.tenure, [1_200, { type: "left" }]);
  assert.deepEqual([left.tenure.state, left.steps], ["away", ["release"]]);
});

Deno.test("tenure - a handover gives back the lease that a renewal on its way will have made", () => {
  const leaving = run(owning, [1_600, tick], [1_610, { type: "leave" }], [1_611, { type: "left" }]);
  assert.deepEqual([leaving.tenure.state, leaving.steps], ["leaving", ["renew", "leave"]]);
  for (const [answer, revision] of [["held", 9], ["unknown", 3]] as const) {
    const [left, ...steps] = advance(leaving.tenure, wrote(answer, 1_600), turn(1_620));
    assert.deepEqual([left.state, steps], ["away", [{ do: "release", revision }]]);
  }
});

Deno.test("tenure - who leaves and loses the lease waits for nothing more", () => {
  const leaving = run(owning, [1_100, { type: "leave" }], [1_700, tick]);
  assert.deepEqual(leaving.steps, ["leave", "renew"]);
  const lost = run(leaving.tenure, [1_710, wrote("refused", 1_700)]);
  assert.deepEqual([lost.tenure.state, lost.steps], ["away", ["drop"]]);
  assert.deepEqual(run(lost.tenure, [1_720, { type: "left" }]).steps, []);
});

Deno.test("tenure - the end of an earlier handover ends nothing that was taken since", () => {
  for (const state of ["taking", "owning"] as const) {
    const since: Tenure = { state, lease: { revision: 9, sentAt: 1_000 } };
    assert.deepEqual(run(since, [1_100, { type: "left" }]), { tenure: since, steps: [] });
  }
});

Deno.test("tenure - a partition that gave up gives its lease back", () => {
  assert.deepEqual(run(owning, [1_100, { type: "gaveUp" }]).steps, ["drop", "release"]);
});

Deno.test("tenure - what cannot be read here is left to the others for 5 s, even by the first", () => {
  const taking: Tenure = { state: "taking", lease: { revision: 3, sentAt: 1_000 } };
  const rests = run(taking, [1_100, { type: "gaveUp" }]);
  assert.deepEqual([rests.tenure.state, rests.steps], ["away", ["drop", "release"]]);
  const hinted = run(rests.tenure, [1_200, released], [6_099, released]);
  assert.deepEqual([hinted.tenure.state, hinted.steps], ["away", []]);
  assert.deepEqual(run(hinted.tenure, [6_100, released]).steps, ["create"]);
  const unreached = run(rests.tenure, [1_200, read({ state: "unknown" })], [6_099, released]);
  assert.deepEqual(unreached.steps, []);
  const tried = run(rests.tenure, [1_200, held("e2")], [6_099, released]);
  assert.deepEqual(tried.steps, []);
});
