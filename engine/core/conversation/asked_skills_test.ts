import assert from "node:assert/strict";
import { applyBatch, createPartition, encode, explainIn, installDocument } from "../mod.ts";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, type Desk, give, look, open, WORKSPACE } from "../testing/desk.ts";
import type { CommandBodies } from "../../contract/wire/commands.ts";
import { forgetSets } from "../workspace/forgotten_sets.ts";
import { SETS_WITH_SKILLS_MAX } from "./asked_skills.ts";

const ask = (
  desk: Desk,
  conversation: string,
  skills: Record<string, number>,
  more: Partial<CommandBodies["conversation.open"]> = {},
) =>
  give(desk, "integration:crm", "conversation.open", {
    ...{ conversation, visitor: `v-${conversation}`, key: "k", channel: "web", route: "front" },
    skills,
    ...more,
  });

const FRENCH = { french: 3 };
const both = { ann: { skills: { tea: 5 } }, bob: { skills: { french: 4, tea: 2 } } };

/** The route asks for a little tea; ann knows no French. */
const bilingual = () =>
  createDesk({
    routes: [routeNamed("front", "sales", { requirements: [{ skill: "tea", level: 2 }] })],
  }, both);

Deno.test("skills - asked for one conversation are joined with its route's, the higher level counts", () => {
  const desk = bilingual();
  const { events: [opened] } = ask(desk, "c", { french: 3, tea: 1 });
  assert.ok(opened.type === "conversation.opened");
  assert.deepEqual(opened.requirements, ["french:3", "tea:2"]);
  assert.deepEqual(opened.skills, { french: 3, tea: 1 });
  assert.equal(look(desk, "c").agent, "bob");
  ask(desk, "d", { tea: 5 });
  assert.equal(look(desk, "d").agent, "ann");
});

Deno.test("skills - nobody who lacks them is drained the item, nor given it by name", () => {
  const desk = bilingual();
  ask(desk, "c", FRENCH, { agent: "ann" });
  assert.equal(look(desk, "c").agent, "bob");
  ask(desk, "d", FRENCH);
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "busy" });
  give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: "online" });
  assert.equal(look(desk, "d").state, "waiting");
  give(desk, "agent:bob", "conversation.close", { conversation: "c" });
  assert.equal(look(desk, "d").agent, "bob");
});

Deno.test("skills - stay where it overflows, is parked and comes back", () => {
  const groups = [
    groupNamed("sales", { overflow: [{ when: "full", to: "service" }] }),
    groupNamed("service"),
  ];
  const memberships = [{ group: "service", weight: 1 }];
  const desk = createDesk({ groups }, {
    ann: { capacityUnits: 0, skills: FRENCH },
    bob: { memberships },
    cyd: { memberships, skills: FRENCH },
  });
  ask(desk, "c", FRENCH);
  assert.equal(look(desk, "c").agent, "cyd");
  give(desk, "agent:cyd", "conversation.park", { conversation: "c" });
  give(desk, "agent:cyd", "agent.presence", { agent: "cyd", presence: "offline" });
  give(desk, "supervisor:sue", "conversation.unpark", { conversation: "c" });
  assert.equal(look(desk, "c").state, "waiting", "bob has room and no French");
});

Deno.test("skills - a step of relaxation says all that is still asked, and drops them", () => {
  const routes = [routeNamed("front", "sales", {
    relax: [{ afterMs: 60_000, requirements: [] }],
  })];
  const desk = createDesk({ routes }, { ann: {}, bob: { skills: FRENCH, capacityUnits: 0 } });
  ask(desk, "c", FRENCH);
  assert.equal(look(desk, "c").state, "waiting");
  advance(desk, 60_000);
  assert.equal(look(desk, "c").agent, "ann");
});

Deno.test("skills - unknown ones, levels beyond 1 to 5 and too many are invalid", () => {
  const desk = bilingual();
  const fault = (skills: Record<string, number>) => ask(desk, "c", skills).error?.fields;
  assert.deepEqual(fault({ dutch: 1 }), [{ path: "skills.dutch", rule: "reference" }]);
  for (const level of [0, 6, 1.5, NaN]) {
    assert.deepEqual(fault({ french: level }), [{ path: "skills.french", rule: "range" }]);
  }
  assert.deepEqual(fault({ "channel:web": 1 }), [{ path: "skills", rule: "reference" }]);
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`s${at}`, 1]));
  assert.deepEqual(fault(many), [{ path: "skills", rule: "range" }]);
});

Deno.test("skills - a visitor asks for none", () => {
  const desk = bilingual();
  assert.equal(open(desk, "c", { skills: FRENCH }).error?.code, "forbidden");
});

Deno.test("skills - are explained like what the route asks", () => {
  const desk = bilingual();
  ask(desk, "c", FRENCH);
  const state = createPartition(0);
  for (const [hash, document] of desk.documents) installDocument(state, hash, document);
  const last = desk.journal.at(-1)!;
  for (const [at, batch] of desk.journal.slice(0, -1).entries()) applyBatch(state, batch, at + 1);
  const assigned = last.events.find(({ type }) => type === "conversation.assigned")!;
  const found = explainIn(state, last, WORKSPACE, assigned.seq)!;
  assert.deepEqual(found.item.requirements, ["french:3", "tea:2"]);
  assert.deepEqual(
    found.candidates.map(({ agent, failing }) => [agent, failing]),
    [["bob", undefined], ["ann", "skills"]],
  );
});

/** One agent who knows some of everything, and so many sets that may be asked of him. */
const SKILLS = Array.from({ length: 12 }, (_, at) => `s${at}`);
const polyglot = () =>
  createDesk({}, { ann: { skills: Object.fromEntries(SKILLS.map((skill) => [skill, 5])) } });
const nth = (at: number) => ({
  [SKILLS[at % 12]]: 1 + Math.floor(at / 12) % 5,
  [SKILLS[(at + 1 + Math.floor(at / 60)) % 12]]: 5,
});

Deno.test("skills - a group's lines take 32 sets at once; one more is told that it is busy", () => {
  const desk = polyglot();
  ask(desk, "first", {});
  for (let at = 0; at < 32; at++) assert.equal(ask(desk, `c${at}`, nth(at)).error, undefined);
  assert.equal(ask(desk, "late", nth(32)).error?.code, "busy");
  assert.equal(ask(desk, "again", nth(3)).error, undefined);
});

const sets = ({ state }: Desk): number => [...state.workspaces.values()][0].needs.size;

Deno.test("skills - ever new sets are forgotten with their conversations, here and by who follows", () => {
  const desk = polyglot();
  const follower = createPartition(0);
  for (const [hash, document] of desk.documents) installDocument(follower, hash, document);
  for (let at = 0; at < 2 * SETS_WITH_SKILLS_MAX; at++) {
    if (at === 700) forgetSets([...desk.state.workspaces.values()][0], 0);
    assert.equal(ask(desk, `c${at}`, nth(at)).error, undefined, String(at));
    give(desk, "agent:ann", "conversation.close", { conversation: `c${at}` });
    advance(desk, 60_000);
  }
  for (const [at, batch] of desk.journal.entries()) applyBatch(follower, batch, at + 1);
  assert.ok(sets(desk) <= SETS_WITH_SKILLS_MAX, String(sets(desk)));
  assert.deepEqual(encode(follower), encode(desk.state));
});

/** No two are alike. */
const distinct = (at: number) =>
  Object.fromEntries([1, 5, 25, 125].map((every, place) => [
    SKILLS[place],
    1 + Math.floor(at / every) % 5,
  ]));
/** Nobody has room, and each group's lines take 32 sets. */
const GROUPS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
const crowded = () => {
  const knowsAll = { skills: Object.fromEntries(SKILLS.map((skill) => [skill, 5])) };
  const groups = ["sales", ...GROUPS].map((id) => groupNamed(id));
  return createDesk({ groups }, { ann: { ...knowsAll, capacityUnits: 0 } });
};
const told = (desk: Desk, at: number, group: string) =>
  ask(desk, `c${at}`, distinct(at), { group }).error?.code;

Deno.test("skills - who asks for none is taken, however many sets of them wait", () => {
  const desk = crowded();
  for (let at = 0; at < 64; at++) told(desk, at, "sales");
  assert.equal(open(desk, "plain").error, undefined);
});

Deno.test("skills - openings that were refused take no room away from others", () => {
  const desk = crowded();
  for (let at = 0; at < SETS_WITH_SKILLS_MAX; at++) told(desk, at, "sales");
  assert.equal(told(desk, 600, "sales"), "busy");
  assert.equal(told(desk, 600, "a"), undefined);
});

Deno.test("skills - sets that nobody asks for any more make room for the next", () => {
  const desk = crowded();
  for (let at = 0; at < 300; at++) assert.equal(told(desk, at, GROUPS[at % 10]), undefined);
  for (let at = 300; at < SETS_WITH_SKILLS_MAX; at++) told(desk, at, "sales");
  assert.equal(told(desk, 600, "a"), "busy");
  for (let at = 0; at < 300; at++) {
    give(desk, "supervisor:sue", "conversation.close", { conversation: `c${at}` });
  }
  for (let day = 0; day < 8; day++) advance(desk, 86_400_000);
  assert.equal(told(desk, 600, "a"), undefined);
});

const workspaceIn = ({ workspaces }: Desk["state"]) => [...workspaces.values()][0];

/** Asked and over, one after the other: nobody asks for them any more. */
function over(desk: Desk, from: number, to: number, group = "a"): void {
  for (let at = from; at < to; at++) {
    assert.equal(told(desk, at, group), undefined, String(at));
    give(desk, "supervisor:sue", "conversation.close", { conversation: `c${at}` });
  }
  for (let day = 0; day < 8; day++) advance(desk, 86_400_000);
}

Deno.test("skills - a set that is asked for again makes nobody forget the others", () => {
  const desk = crowded();
  assert.equal(told(desk, 0, "b"), undefined);
  for (let at = 1; sets(desk) < SETS_WITH_SKILLS_MAX; at++) told(desk, at, "sales");
  const { routing } = workspaceIn(desk.state);
  assert.equal(ask(desk, "again", distinct(0), { group: "b" }).error, undefined);
  assert.ok(workspaceIn(desk.state).routing === routing);
});

/** Its routes take 400 sets, on two channels each. */
function many() {
  const knowsAll = { skills: Object.fromEntries(SKILLS.map((skill) => [skill, 5])) };
  const routes = Array.from(
    { length: 200 },
    (_, at) =>
      routeNamed(at === 0 ? "front" : `r${at}`, "sales", {
        requirements: Object.entries(distinct(at)).map(([skill, level]) => ({ skill, level })),
      }),
  );
  const groups = ["sales", ...GROUPS].map((id) => groupNamed(id));
  return createDesk({ groups, routes }, { ann: { ...knowsAll, capacityUnits: 0 } });
}

Deno.test("skills - beside many routes, sets that nobody asks for any more make room too", () => {
  const desk = many();
  for (let at = 200; at < 500; at += 20) over(desk, at, at + 20);
});

Deno.test("skills - who follows has room for the shops of a roster that the engine had room for", () => {
  const desk = many();
  const follower = createPartition(0);
  for (const [hash, document] of desk.documents) installDocument(follower, hash, document);
  over(desk, 200, 220);
  over(desk, 220, 240);
  // as another engine that has just taken over
  forgetSets(workspaceIn(desk.state), 0);
  for (let at = 240; at < 335; at++) {
    assert.equal(told(desk, at, GROUPS[at % 10]), undefined, String(at));
  }
  const { record } = workspaceIn(desk.state).agents[0];
  const restricted = { ...record, shops: ["main"] };
  const changed = give(desk, "admin:ada", "roster.put", { agent: "ann", record: restricted });
  assert.equal(changed.error, undefined);
  for (const [at, batch] of desk.journal.entries()) applyBatch(follower, batch, at + 1);
  assert.deepEqual(encode(follower), encode(desk.state));
});
