import assert from "node:assert/strict";
import type { Command } from "../contract/wire/commands.ts";
import type { Event } from "../contract/wire/events.ts";
import type { Signal } from "../contract/wire/feed.ts";
import { createSimulation, createVirtualClock } from "../../tests/support/virtual/simulation.ts";
import { createAlarms } from "./alarms.ts";
import { addCommand, addEvent, closeDraft, createDraft } from "./batch_draft.ts";
import { keyOf } from "./command_key.ts";
import { createLeases, LEASE_MS } from "./leases.ts";
import { createQuarantine } from "./quarantine.ts";
import { createSignals } from "./signals.ts";

Deno.test("alarms - ring in order of time over one alarm of the clock", async () => {
  const simulation = createSimulation(1);
  const alarms = createAlarms(createVirtualClock(simulation, {}));
  const rung: [string, number][] = [];
  const note = (name: string) => () => rung.push([name, simulation.monotonic()]);
  alarms.set("late", 300, note("late"));
  alarms.set("soon", 100, note("soon"));
  alarms.set("never", 200, note("never"));
  alarms.set("soon", 150, note("soon again"));
  alarms.clear("never");
  alarms.set("both", 150, () => alarms.set("after", 10, note("after")));
  await simulation.pass(1_000);
  assert.deepEqual(rung, [["soon again", 150], ["after", 160], ["late", 300]]);
});

Deno.test("alarms - say how late the loop let them ring", async () => {
  const simulation = createSimulation(1);
  const alarms = createAlarms(createVirtualClock(simulation, {}));
  alarms.set("a", 100, () => {});
  simulation.skip(350);
  await simulation.pass(0);
  assert.deepEqual(alarms.delay(), { lastMs: 250, maxMs: 250 });
});

Deno.test("quarantine - holds a key for ten minutes", () => {
  const quarantine = createQuarantine();
  quarantine.crashed("k", "demo", 0);
  assert.ok(quarantine.holds("k", 599_999));
  assert.ok(!quarantine.holds("k", 600_000));
});

Deno.test("quarantine - three different keys within 30 s park the workspace, once", () => {
  const quarantine = createQuarantine();
  assert.ok(!quarantine.crashed("a", "demo", 0));
  assert.ok(!quarantine.crashed("a", "demo", 1));
  assert.ok(!quarantine.crashed("b", "demo", 2));
  assert.ok(!quarantine.crashed("c", "acme", 3));
  assert.ok(!quarantine.parked("demo"));
  assert.ok(quarantine.crashed("c", "demo", 29_999));
  assert.ok(quarantine.parked("demo") && !quarantine.parked("acme"));
  assert.deepEqual(quarantine.stopped(), ["demo"]);
  assert.ok(!quarantine.crashed("d", "demo", 29_999));
});

Deno.test("quarantine - crashes further apart do not add up", () => {
  const quarantine = createQuarantine();
  for (let n = 0; n < 20; n++) assert.ok(!quarantine.crashed(`k${n}`, "demo", n * 15_001));
});

const connected = (gateway: string) =>
  ({ type: "agent.connected", workspace: "demo", agent: "a", session: "s", gateway }) as Event;

Deno.test("leases - a gateway with sessions lapses after 6 s without hello, others never", () => {
  const leases = createLeases(0);
  leases.note(connected("g1"));
  leases.hello("g2", 100);
  leases.hello("g1", 1_000);
  assert.deepEqual(leases.silent(1_000 + LEASE_MS - 1), []);
  assert.deepEqual(leases.silent(1_000 + LEASE_MS), ["g1"]);
  leases.note({ type: "gateway.lapsed", gateway: "g1" } as Event);
  assert.deepEqual(leases.silent(60_000), []);
});

Deno.test("leases - a restart begins every silence anew", () => {
  const leases = createLeases(0);
  leases.know(["g1", "g2"]);
  leases.restart(50_000);
  assert.deepEqual(leases.silent(55_999), []);
  assert.deepEqual(leases.silent(56_000), ["g1", "g2"]);
});

const typing = (preview: string): Signal => ({
  workspace: "demo",
  conversation: "c",
  kind: "typing",
  from: "visitor",
  id: "v",
  preview,
});

Deno.test("signals - one per second, the last one wins, and the last is never swallowed", async () => {
  const simulation = createSimulation(1);
  const sent: [string | undefined, number][] = [];
  const signals = createSignals(
    createAlarms(createVirtualClock(simulation, {})),
    (signal) => sent.push([(signal as { preview?: string }).preview, simulation.monotonic()]),
  );
  for (let n = 0; n < 25; n++) {
    signals.send(typing(`${n}`));
    await simulation.pass(100);
  }
  await simulation.pass(5_000);
  for (let n = 1; n < sent.length; n++) assert.ok(sent[n][1] - sent[n - 1][1] >= 1_000);
  assert.equal(sent[0][0], "0");
  assert.equal(sent.at(-1)![0], "24");
  assert.equal(sent.length, 4);
});

const message = (more: object): Command => {
  const bare: unknown = { type: "conversation.message", id: "1", level: 1, workspace: "demo" };
  return { ...(bare as Command), by: "visitor:v", ...more } as Command;
};

Deno.test("command key - the order of fields does not matter, everything sent does", () => {
  const one = keyOf(message({ conversation: "c", sealed: "s", files: ["f"] }));
  const same = keyOf(message({ files: ["f"], sealed: "s", conversation: "c", auto: undefined }));
  const other = keyOf(message({ conversation: "c", sealed: "t", files: ["f"] }));
  assert.deepEqual(one, same);
  assert.equal(one.key, other.key);
  assert.notEqual(one.body, other.body);
  assert.notEqual(one.key, keyOf(message({ by: "visitor:w" })).key);
  assert.match(one.key, /^[0-9a-f]{32}$/);
  assert.match(one.body, /^[0-9a-f]{16}$/);
});

Deno.test("batch draft - is stored as the JSON of its batch, to the byte", () => {
  const draft = createDraft("b1");
  for (let seq = 1; seq <= 3; seq++) {
    addEvent(draft, { type: "visitor.erased", seq, visitor: `访客${seq} "events":[` } as Event);
  }
  addCommand(draft, ["k", "b", 0, 3]);
  const agenda = [{ step: "drain", workspace: "demo", agent: "a" } as const];
  const [batch, encoded] = closeDraft(draft, { partition: 22, epoch: 2, at: 7, agenda });
  assert.equal(new TextDecoder().decode(encoded), JSON.stringify(batch));
  assert.equal(batch.events.length, 3);
  assert.deepEqual(batch.commands, [["k", "b", 0, 3]]);
});
