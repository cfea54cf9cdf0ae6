import assert from "node:assert/strict";
import { clockOf, configurationWith, groupNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  enrol,
  give,
  look,
  open,
  publish,
  recordOf,
  say,
  types,
} from "../testing/desk.ts";

const HOUR_MS = 3_600_000;
const adjust = (desk: Desk, ids: string[], capacityUnits: number, forMs = HOUR_MS) =>
  give(desk, "supervisor:sue", "agent.adjust", { ids, capacityUnits, untilAt: desk.now + forMs });

Deno.test("adjustments - capacity in bulk until a time, and it reverts alone", () => {
  const desk = createDesk({}, { ann: {}, bob: {} });
  for (const id of ["1", "2", "3", "4"]) open(desk, id);
  assert.equal(look(desk, "3").state, "waiting");
  const adjusted = adjust(desk, ["ann", "bob"], 40);
  assert.equal(types(adjusted)[0], "workspace.adjusted");
  assert.deepEqual(["3", "4"].map((id) => look(desk, id).state), ["assigned", "assigned"]);
  assert.deepEqual(types({ events: advance(desk, HOUR_MS) }), ["workspace.reverted"]);
  open(desk, "5");
  give(desk, "agent:ann", "conversation.close", { conversation: look(desk, "1").conversation });
  assert.equal(look(desk, "5").state, "waiting", "20 of 20 again, although 40 were carried");
});

Deno.test("adjustments - survive a publish and a change of the roster, and end when they should", () => {
  const desk = createDesk({}, { ann: {} });
  adjust(desk, ["ann"], 40);
  publish(desk, configurationWith({ groups: [groupNamed("sales"), groupNamed("service")] }));
  give(desk, "admin:root", "roster.put", { agent: "ann", record: recordOf("ann") });
  open(desk, "1");
  open(desk, "2");
  assert.equal(look(desk, "2").agent, "ann");
  advance(desk, HOUR_MS);
  open(desk, "3");
  assert.equal(look(desk, "3").state, "waiting");
});

Deno.test("adjustments - lowered below the load nothing is taken away, and nothing new comes", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 40 } });
  open(desk, "1");
  open(desk, "2");
  adjust(desk, ["ann"], 20);
  assert.deepEqual(["1", "2"].map((id) => look(desk, id).agent), ["ann", "ann"]);
  open(desk, "3");
  give(desk, "agent:ann", "conversation.close", { conversation: "1" });
  assert.equal(look(desk, "3").state, "waiting");
});

Deno.test("adjustments - the later of two for the same agent wins, and gives way when it ends", () => {
  const desk = createDesk({}, { ann: {} });
  adjust(desk, ["ann"], 60);
  adjust(desk, ["ann"], 0, 60_000);
  open(desk, "c");
  assert.equal(look(desk, "c").state, "waiting");
  advance(desk, 60_000);
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("adjustments - one is taken back before its time, and a later one stays", () => {
  const desk = createDesk({}, { ann: {}, bob: {} });
  const revert = (adjustment: number, by: "supervisor:sue" | "agent:ann" = "supervisor:sue") =>
    give(desk, by, "adjustment.revert", { adjustment });
  const none = adjust(desk, ["ann"], 0).events[0].seq;
  adjust(desk, ["bob"], 0);
  open(desk, "c");
  assert.equal(look(desk, "c").state, "waiting");
  assert.equal(revert(none, "agent:ann").error?.code, "forbidden");
  assert.deepEqual(types(revert(none)), ["workspace.reverted", "conversation.assigned"]);
  assert.equal(look(desk, "c").agent, "ann");
  assert.equal(revert(none).error?.code, "not_found");
  open(desk, "d");
  assert.equal(look(desk, "d").state, "waiting", "what bob was given still holds");
  assert.deepEqual(types({ events: advance(desk, HOUR_MS) }), [
    "workspace.reverted",
    "conversation.assigned",
  ]);
});

Deno.test("adjustments - a clock's threshold that is taken back holds again for open rounds", () => {
  const desk = createDesk({ clocks: [clockOf("round", { breachMs: 60_000 })] }, { ann: {} });
  open(desk, "c");
  say(desk, "visitor:v-c", "c");
  const untilAt = desk.now + HOUR_MS;
  const made = give(desk, "supervisor:sue", "clock.adjust", {
    ids: ["round"],
    set: { breachMs: 20_000 },
    untilAt,
  });
  give(desk, "supervisor:sue", "adjustment.revert", { adjustment: made.events[0].seq });
  assert.deepEqual(advance(desk, 59_999), []);
  assert.deepEqual(types({ events: advance(desk, 1) }), ["conversation.alerted"]);
});

Deno.test("adjustments - a group's strategy and overflow change for a time", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  enrol(desk, "bob", { memberships: [{ group: "service", weight: 1 }] });
  const untilAt = desk.now + HOUR_MS;
  const overflow = [{ when: "full" as const, to: "service" }];
  give(desk, "supervisor:sue", "group.adjust", { ids: ["sales"], set: { overflow }, untilAt });
  open(desk, "c");
  assert.equal(look(desk, "c").agent, "bob");
  const stray = give(desk, "supervisor:sue", "group.adjust", {
    ids: ["sales"],
    set: { overflow: [{ when: "full", to: "nowhere" }] },
    untilAt,
  });
  assert.deepEqual(stray.error?.fields, [{ path: "set.overflow.0.to", rule: "reference" }]);
});

Deno.test("adjustments - a clock's thresholds change at once for rounds that are open", () => {
  const desk = createDesk({ clocks: [clockOf("round", { breachMs: 60_000 })] }, { ann: {} });
  open(desk, "c");
  say(desk, "visitor:v-c", "c");
  const untilAt = desk.now + HOUR_MS;
  give(desk, "supervisor:sue", "clock.adjust", {
    ids: ["round"],
    set: { breachMs: 20_000 },
    untilAt,
  });
  const [alerted] = advance(desk, 20_000);
  assert.equal(alerted?.type, "conversation.alerted");
});

Deno.test("adjustments - a stranger, a time that is over and an agent's own wish are refused", () => {
  const desk = createDesk({}, { ann: {} });
  assert.deepEqual(adjust(desk, ["ann", "nobody"], 40).error?.fields, [
    { path: "ids.1", rule: "reference" },
  ]);
  assert.deepEqual(adjust(desk, ["ann"], 40, 0).error?.fields, [{
    path: "untilAt",
    rule: "range",
  }]);
  const own = { ids: ["ann"], capacityUnits: 40, untilAt: desk.now + 1_000 };
  assert.equal(give(desk, "agent:ann", "agent.adjust", own).error?.code, "forbidden");
});

Deno.test("adjustments - attack 6: nothing lies over the document that the document refuses", () => {
  const clocks = [clockOf("round", { warnMs: 20_000, breachMs: 60_000 })];
  const desk = createDesk({ clocks }, { ann: {} });
  const untilAt = desk.now + HOUR_MS;
  const group = (set: object) =>
    give(desk, "supervisor:sue", "group.adjust", { ids: ["sales"], set, untilAt }).error?.fields;
  const clock = (set: object) =>
    give(desk, "supervisor:sue", "clock.adjust", { ids: ["round"], set, untilAt }).error?.fields;
  assert.deepEqual(group({ offerMs: 0 }), [{ path: "set.offerMs", rule: "range" }]);
  assert.deepEqual(group({ wrapUpMs: 1 }), [{ path: "set.wrapUpMs", rule: "range" }]);
  assert.deepEqual(group({ overflow: [{ when: "full", to: "sales" }] }), [
    { path: "set.overflow.0.to", rule: "state" },
  ]);
  assert.deepEqual(group({ overflow: [{ when: "timeout", to: "service" }] }), [
    { path: "set.overflow.0.afterMs", rule: "required" },
  ]);
  assert.deepEqual(clock({ breachMs: 1_000 }), [{ path: "set.breachMs", rule: "range" }]);
  assert.deepEqual(clock({ reclaimMs: 60_000 }), [{ path: "set.reclaimMs", rule: "state" }]);
  assert.deepEqual(clock({ warnMs: 1.5 }), [{ path: "set.warnMs", rule: "type" }]);
  open(desk, "c");
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("adjustments - hand nobody on to a group that a later publish took away", () => {
  const desk = createDesk({ groups: [groupNamed("sales"), groupNamed("service")] }, { ann: {} });
  const overflow = [
    { when: "timeout" as const, afterMs: 5_000, to: "service" },
    { when: "longQueue" as const, threshold: 0, resumeBelow: 0, to: "service" },
  ];
  give(desk, "supervisor:sue", "group.adjust", {
    ids: ["sales"],
    set: { overflow },
    untilAt: desk.now + HOUR_MS,
  });
  assert.equal(
    publish(desk, configurationWith({ groups: [groupNamed("sales")] })).error,
    undefined,
  );
  for (const id of ["1", "2", "3"]) open(desk, id);
  const events = [...desk.journal.flatMap((batch) => batch.events), ...advance(desk, 10_000)];
  assert.deepEqual(events.filter(({ type }) => type === "conversation.overflowed"), []);
});
