import assert from "node:assert/strict";
import type { Clock } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
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
  say,
} from "../testing/desk.ts";
import { due, dueBeside } from "../mod.ts";

const text = (words: string) => ({ zh: words, en: words });

function served(...clocks: Clock[]): Desk {
  const desk = createDesk({ clocks }, { ann: { capacityUnits: 200 } });
  open(desk, "c", { visitor: "v" });
  return desk;
}

/** What clocks said, as `clock threshold` or `clock hold text`. */
const spoken = (events: Event[]): string[] =>
  events.flatMap((event) => {
    if (event.type === "conversation.alerted") return [`${event.clock} ${event.threshold}`];
    if (event.type === "conversation.held") return [`${event.clock} ${event.kind} ${event.text}`];
    return [];
  });

Deno.test("clocks - a round warns and is breached once, at its moments", () => {
  const desk = served(clockOf("round", { warnMs: 120_000, breachMs: 180_000 }));
  say(desk, "visitor:v", "c");
  desk.now += 60_000;
  say(desk, "visitor:v", "c");
  const events = advance(desk, 600_000);
  assert.deepEqual(spoken(events), ["round warn", "round breach"]);
  const alerts = events.filter((event) => event.type === "conversation.alerted");
  assert.deepEqual(alerts.map(({ at, dueAt }) => at - dueAt), [0, 0]);
});

Deno.test("clocks - only people's own words to the visitor end a round", () => {
  const desk = served(clockOf("round", { breachMs: 60_000 }));
  say(desk, "visitor:v", "c");
  say(desk, "agent:ann", "c", { visibility: "staff" });
  say(desk, "agent:ann", "c", { auto: "autoAnswer" });
  say(desk, "engine", "c", { auto: "welcome" });
  assert.deepEqual(spoken(advance(desk, 60_000)), ["round breach"]);
  say(desk, "agent:ann", "c");
  assert.equal(look(desk, "c").roundBeganAt, undefined);
  say(desk, "visitor:v", "c");
  assert.equal(look(desk, "c").round, 2);
  assert.deepEqual(spoken(advance(desk, 60_000)), ["round breach"]);
});

Deno.test("clocks - a reply in time leaves no alert behind", () => {
  const desk = served(clockOf("round", { warnMs: 30_000 }));
  say(desk, "visitor:v", "c");
  advance(desk, 29_999);
  say(desk, "agent:ann", "c");
  assert.deepEqual(advance(desk, 100_000), []);
});

Deno.test("clocks - the first response has a clock of its own beside the round", () => {
  const desk = served(
    clockOf("firstResponse", { breachMs: 45_000 }),
    clockOf("round", { breachMs: 90_000 }),
  );
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 90_000)), ["firstResponse breach", "round breach"]);
  say(desk, "agent:ann", "c");
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 90_000)), ["round breach"]);
});

Deno.test("clocks - hold messages go out in turn, never the same twice in a conversation", () => {
  const holdTexts = [text("one"), text("two"), text("three")];
  const desk = served(clockOf("round", { holdAtMs: [20_000, 40_000], holdTexts }));
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 60_000)), ["round hold 0", "round hold 1"]);
  say(desk, "agent:ann", "c");
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 60_000)), ["round hold 2"]);
});

Deno.test("clocks - a hold message stops no clock", () => {
  const desk = served(
    clockOf("round", { holdAtMs: [60_000], holdTexts: [text("one")], breachMs: 180_000 }),
  );
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 240_000)), ["round hold 0", "round breach"]);
});

Deno.test("clocks - the nearest scope wins: group over shop over company", () => {
  const desk = served(
    clockOf("round", { id: "company", warnMs: 10_000 }),
    clockOf("round", { id: "shop", shops: ["shop"], warnMs: 20_000 }),
    clockOf("round", { id: "group", groups: ["sales"], warnMs: 30_000 }),
  );
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 60_000)), ["group warn"]);
});

Deno.test("clocks - an agent's own threshold wins over the group's, for that owner alone", () => {
  const clocks = [
    clockOf("round", { id: "group", groups: ["sales"], warnMs: 30_000 }),
    clockOf("round", { id: "own", agents: ["ann"], warnMs: 10_000 }),
  ];
  const desk = createDesk({ clocks }, { ann: {}, bob: {} });
  for (const agent of ["ann", "bob"]) {
    open(desk, agent, { agent });
    say(desk, `visitor:v-${agent}`, agent);
  }
  const warned = advance(desk, 60_000).flatMap((event) =>
    event.type === "conversation.alerted" ? [[event.conversation, event.clock, event.afterMs]] : []
  );
  assert.deepEqual(warned, [["ann", "own", 10_000], ["bob", "group", 30_000]]);
});

Deno.test("clocks - at most so many hold messages go out in a round, and the next has its own", () => {
  const holdTexts = [text("one"), text("two"), text("three")];
  const holds = { holdAtMs: [10_000, 20_000, 30_000], holdTexts, holdsPerRoundMax: 1 };
  const desk = served(clockOf("round", holds));
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 60_000)), ["round hold 0"]);
  say(desk, "agent:ann", "c");
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 60_000)), ["round hold 1"]);
});

Deno.test("clocks - a silent agent's work goes to a colleague with room, twice at most", () => {
  const desk = served(clockOf("agentSilent", { reclaimMs: 60_000 }));
  for (const agent of ["bob", "cyd", "dan"]) enrol(desk, agent);
  say(desk, "visitor:v", "c");
  const owners = [look(desk, "c").agent];
  for (let time = 0; time < 4; time++) {
    advance(desk, 60_000);
    owners.push(look(desk, "c").agent);
  }
  assert.equal(new Set(owners).size, 3);
  assert.equal(owners[2], owners[4]);
});

Deno.test("clocks - what crossed over is taken from a silent agent when a colleague there has room", () => {
  const groups = [
    groupNamed("sales", { overflow: [{ when: "full", to: "service" }] }),
    groupNamed("service"),
  ];
  const desk = createDesk({ groups, clocks: [clockOf("agentSilent", { reclaimMs: 60_000 })] });
  const service = { memberships: [{ group: "service", weight: 1 }] };
  enrol(desk, "ann");
  open(desk, "own");
  enrol(desk, "bob", service);
  open(desk, "c", { visitor: "v" });
  assert.equal(look(desk, "c").agent, "bob");
  say(desk, "visitor:v", "c");
  enrol(desk, "cyd", service);
  assert.deepEqual(spoken(advance(desk, 60_000)), []);
  assert.equal(look(desk, "c").agent, "cyd");
});

Deno.test("clocks - when it has been taken back twice the third silence is alerted", () => {
  const desk = served(clockOf("agentSilent", { reclaimMs: 60_000 }));
  for (const agent of ["bob", "cyd", "dan"]) enrol(desk, agent);
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 179_999)), []);
  assert.deepEqual(spoken(advance(desk, 600_000)), ["agentSilent breach"]);
});

Deno.test("clocks - without a colleague with room a silent agent is only alerted", () => {
  const desk = served(clockOf("agentSilent", { reclaimMs: 60_000 }));
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 120_000)), ["agentSilent breach"]);
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("clocks - a silent visitor gets the closing notice, then the conversation ends", () => {
  const desk = served(clockOf("visitorSilent", {
    breachMs: 300_000,
    breachTo: [],
    closeAfterMs: 60_000,
    holdTexts: [text("still there?")],
  }));
  say(desk, "visitor:v", "c");
  say(desk, "agent:ann", "c");
  assert.deepEqual(spoken(advance(desk, 359_999)), ["visitorSilent closingNotice 0"]);
  advance(desk, 1);
  assert.deepEqual([look(desk, "c").state, look(desk, "c").closedReason], ["closed", "silence"]);
});

Deno.test("clocks - a word of the visitor after the notice calls the close off", () => {
  const desk = served(clockOf("visitorSilent", {
    breachMs: 300_000,
    breachTo: [],
    closeAfterMs: 60_000,
    holdTexts: [text("still there?")],
  }));
  say(desk, "agent:ann", "c");
  advance(desk, 310_000);
  say(desk, "visitor:v", "c");
  advance(desk, 600_000);
  assert.equal(look(desk, "c").state, "assigned");
});

Deno.test("clocks - the queue clock speaks once per wait, whatever the visitor writes", () => {
  const clocks = [clockOf("queue", { warnMs: 30_000 })];
  const desk = createDesk({ clocks });
  open(desk, "c", { visitor: "v" });
  assert.deepEqual(spoken(advance(desk, 30_000)), ["queue warn"]);
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 60_000)), []);
});

Deno.test("clocks - a left message has no running clock; once assigned it counts from there", () => {
  const clocks = [clockOf("round", { warnMs: 30_000 })];
  const desk = createDesk({ clocks });
  open(desk, "c", { visitor: "v" });
  say(desk, "visitor:v", "c");
  give(desk, "visitor:v", "conversation.leave", { conversation: "c" });
  assert.deepEqual(advance(desk, 3_600_000), []);
  enrol(desk, "ann");
  assert.deepEqual(advance(desk, 29_999), []);
  assert.deepEqual(spoken(advance(desk, 1)), ["round warn"]);
});

Deno.test("clocks - a published change counts at once, and what was said is not said again", () => {
  const desk = served(clockOf("round", { warnMs: 60_000, breachMs: 120_000 }));
  say(desk, "visitor:v", "c");
  assert.deepEqual(spoken(advance(desk, 60_000)), ["round warn"]);
  const clocks = [clockOf("round", { warnMs: 80_000, breachMs: 90_000 })];
  publish(desk, configurationWith({ clocks }));
  assert.deepEqual(spoken(advance(desk, 30_000)), ["round breach"]);
  assert.deepEqual(advance(desk, 100_000), []);
});

Deno.test("clocks - a deadline that is not the one that stands decides nothing", () => {
  const desk = served(clockOf("round", { warnMs: 60_000 }));
  say(desk, "visitor:v", "c");
  const fire = (dueAt: number) =>
    give(desk, "engine", "deadline.fire", { conversation: "c", slot: "round", dueAt });
  assert.deepEqual(fire(desk.now + 60_000), { events: [] });
  desk.now += 70_000;
  assert.deepEqual(fire(desk.now), { events: [] });
  assert.equal(fire(desk.now - 10_000).events.length, 1);
  assert.deepEqual(fire(desk.now - 10_000), { events: [] });
});

Deno.test("deadlines - what stands for the same moment behind one is known, should that one throw", () => {
  const clocks = [clockOf("round", { warnMs: 5_000 }), clockOf("queue", { warnMs: 5_000 })];
  const desk = createDesk({ clocks });
  open(desk, "c");
  say(desk, "visitor:v-c", "c");
  const command = due(desk.state, desk.now + 5_000)!;
  assert.equal("slot" in command && command.slot, "round");
  assert.deepEqual(
    dueBeside(desk.state, command).map((one) => "slot" in one && one.slot),
    ["queue"],
  );
});
