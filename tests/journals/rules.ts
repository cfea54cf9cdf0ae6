/**
 * The second act of the recording: a small team of its own with every rule on, so that each event of
 * the routing rules is in the journal once.
 */
import type { CommandBodies, CommandType } from "../../engine/contract/wire/commands.ts";
import type { Configuration, Group, Route } from "../../engine/contract/wire/configuration.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import type { Stage } from "./scenario.ts";

const SECOND_MS = 1_000;
const words = (text: string) => ({ zh: text, en: text });

const group = (id: string, more: Partial<Group>): Group => ({
  id,
  name: words(id),
  strategy: "leastOccupied",
  overflow: [],
  terminal: { kind: "keepWaiting" },
  lastAgentMs: 60_000,
  transferOfferMs: 20_000,
  ...more,
});

const route = (id: string, more: Partial<Route>): Route => ({
  ...DEMO_CONFIGURATION.routes[0],
  id,
  name: words(id),
  group: "front",
  class: 4,
  costUnits: 20,
  requirements: [],
  topics: [],
  ...more,
});

const WITH_RULES: Configuration = {
  ...DEMO_CONFIGURATION,
  groups: [
    ...DEMO_CONFIGURATION.groups,
    group("front", {
      wrapUpMs: 5_000,
      reserveAfterMs: 10_000,
      overflow: [{ when: "longQueue", to: "rear", threshold: 2, resumeBelow: 1 }],
    }),
    group("rear", { offerMs: 10_000 }),
  ],
  routes: [
    ...DEMO_CONFIGURATION.routes,
    route("front-web", { bot: "desk-bot", dormantAfterMs: 20_000 }),
    route("rear-web", { group: "rear", schedule: "always" }),
    route("large-web", { costUnits: 40 }),
    route("skilled-web", {
      requirements: [{ skill: "juggling", level: 5 }],
      relax: [{ afterMs: 15_000, requirements: [] }],
    }),
  ],
  bots: [...DEMO_CONFIGURATION.bots ?? [], {
    id: "desk-bot",
    name: words("bot"),
    kind: "faq",
    answerMs: 8_000,
    idleCloseMs: 60_000,
  }],
  schedules: [{
    id: "always",
    name: words("always"),
    timeZone: "Asia/Shanghai",
    week: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 0, toMinute: 1_440 }],
  }],
  times: { ...DEMO_CONFIGURATION.times, visitorGraceMs: 5_000, abandonAfterMs: 10_000 },
};

const record = (id: string, groupId: string) => ({
  name: id,
  capacityUnits: 40,
  windowCap: 4,
  memberships: [{ group: groupId, weight: 1 }],
  channels: ["web" as const],
});

const BOSS: By = "supervisor:gao";

/** Commands of the act, in short. */
function shorthand(stage: Stage) {
  const open = (n: number, routeId: string) =>
    stage.send(`visitor:r${n}`, "conversation.open", {
      conversation: `x${n}`,
      visitor: `r${n}`,
      key: `k-r${n}`,
      channel: "web",
      route: routeId,
    });
  const act = <T extends CommandType>(by: By, type: T, body: CommandBodies[T]) =>
    stage.send(by, type, body);
  const about = (n: number) => ({ conversation: `x${n}` });
  return { open, act, about };
}

async function team(stage: Stage): Promise<void> {
  await stage.send("admin:setup", "config.publish", { hash: await stage.publish(WITH_RULES) });
  for (const [agent, groupId] of [["fan", "front"], ["rui", "rear"], ["bei", "rear"]]) {
    await stage.send("admin:setup", "roster.put", { agent, record: record(agent, groupId) });
    const at = { agent, session: `s-${agent}`, gateway: "g1" };
    await stage.send(`agent:${agent}`, "agent.connect", at);
    await stage.send(`agent:${agent}`, "agent.presence", { agent, presence: "online" });
  }
}

async function offers(stage: Stage): Promise<void> {
  const { open, act, about } = shorthand(stage);
  for (const n of [1, 2, 3]) await open(n, "rear-web");
  for (const agent of ["rui", "bei"] as const) {
    await act(`agent:${agent}`, "conversation.accept", about(1));
    await act(`agent:${agent}`, "conversation.decline", about(2));
  }
  await stage.pass(12 * SECOND_MS);
  for (const agent of ["rui", "bei"]) {
    await act(`agent:${agent}`, "agent.presence", { agent, presence: "busy" });
    for (const n of [1, 2, 3]) await act(`agent:${agent}`, "conversation.decline", about(n));
    for (const n of [1, 2, 3]) await act(`agent:${agent}`, "conversation.close", about(n));
  }
  await open(4, "rear-web");
  await act("agent:rui", "conversation.take", { agent: "rui" });
  for (const n of [1, 2, 3, 4]) {
    for (const agent of ["rui", "bei"] as const) {
      await act(`agent:${agent}`, "conversation.close", about(n));
    }
  }
  await act("agent:rui", "agent.presence", { agent: "rui", presence: "offline" });
}

async function crowdOfTheFront(stage: Stage): Promise<void> {
  const { open, act, about } = shorthand(stage);
  for (const n of [11, 12]) await open(n, "front-web");
  await act(BOSS, "conversation.join", { ...about(11), as: "watch" });
  await act("agent:fan", "conversation.consult", { ...about(11), agent: "bei" });
  await act(BOSS, "conversation.part", about(11));
  await act(BOSS, "conversation.tag", { ...about(11), tags: ["refund"] });
  for (const n of [13, 14, 15, 16]) await open(n, "front-web");
  await act(BOSS, "conversation.prioritise", { ...about(16), class: 1 });
  await act("visitor:r15", "conversation.switch", { ...about(15), to: "left" });
  await act("visitor:r15", "conversation.switch", { ...about(15), to: "waiting" });
  await act(BOSS, "conversation.move", { ...about(14), to: { agent: "bei" } });
  const gone = { visitor: "r13", presence: "gone" as const, gateway: "g1" };
  await act("visitor:r13", "visitor.presence", gone);
  await stage.pass(20 * SECOND_MS);
  for (const n of [15, 16]) await act(`visitor:r${n}`, "conversation.close", about(n));
}

async function weights(stage: Stage): Promise<void> {
  const { open, act, about } = shorthand(stage);
  const said = (n: number, by: By, nth: number) =>
    act(by, "conversation.message", {
      ...about(n),
      message: `rm${n}-${nth}`,
      body: "text",
      sealed: `k-r${n}.AAAA`,
      visibility: "all",
    });
  await said(11, "agent:fan", 1);
  await stage.pass(25 * SECOND_MS);
  await said(11, "visitor:r11", 2);
  await open(21, "large-web");
  await stage.pass(12 * SECOND_MS);
  await act("agent:fan", "conversation.close", about(12));
  await stage.pass(6 * SECOND_MS);
  await act("visitor:r21", "conversation.close", about(21));
  await act("agent:fan", "conversation.close", about(11));
  await stage.pass(6 * SECOND_MS);
  await open(22, "skilled-web");
  await stage.pass(16 * SECOND_MS);
  await act("agent:fan", "conversation.reach", {
    ...about(23),
    visitor: "r23",
    key: "k-r23",
    agent: "fan",
    channel: "web",
    route: "front-web",
  });
}

async function forATime(stage: Stage, now: () => number): Promise<void> {
  const { act } = shorthand(stage);
  const untilAt = now() + 30 * SECOND_MS;
  await act(BOSS, "agent.adjust", { ids: ["fan"], capacityUnits: 60, untilAt });
  await act(BOSS, "clock.adjust", { ids: [WITH_RULES.clocks[0].id], set: {}, untilAt });
  await act("integration:crm", "item.open", {
    item: "x31",
    kind: "ticket",
    visitor: "r31",
    key: "k-r31",
    channel: "web",
    route: "front-web",
  });
  await act("integration:crm", "item.close", { item: "x31" });
  await stage.pass(40 * SECOND_MS);
}

/** An appointment that is kept, and one that is taken back. */
async function appointments(stage: Stage, now: () => number): Promise<void> {
  const { act } = shorthand(stage);
  const times = { ...WITH_RULES.times, recallMs: 30_000 };
  const hash = await stage.publish({ ...WITH_RULES, times });
  const effectiveAt = now() + 20 * SECOND_MS;
  await act("admin:setup", "config.publish", { hash, effectiveAt });
  await act("admin:setup", "config.publish", { hash, effectiveAt: effectiveAt + 60 * SECOND_MS });
  await act("admin:setup", "config.withdraw", {
    hash,
    effectiveAt: effectiveAt + 60 * SECOND_MS,
  });
  await stage.pass(25 * SECOND_MS);
}

/** Asked for skills of its own, told how a message fared, and blocked: for a time, for good, lifted. */
async function connectors(stage: Stage, now: () => number): Promise<void> {
  const { open, act, about } = shorthand(stage);
  const skilled = {
    ...record("fan", "front"),
    skills: { tea: 4 },
    capacityUnits: 400,
    windowCap: 20,
  };
  await act("admin:setup", "roster.put", { agent: "fan", record: skilled });
  await act("integration:crm", "conversation.open", {
    ...about(41),
    ...{ visitor: "r41", key: "k-r41", channel: "web", route: "front-web", skills: { tea: 3 } },
  });
  await open(42, "front-web");
  await act("agent:fan", "conversation.message", {
    ...about(41),
    ...{ message: "rm41-1", body: "text", sealed: "k-r41.AAAA", visibility: "all" },
  });
  for (const state of ["failed", "delivered"] as const) {
    await act("integration:crm", "conversation.delivery", {
      ...about(41),
      ...{ message: "rm41-1", state },
    });
  }
  await act("agent:fan", "visitor.block", { visitor: "r41", blocked: true });
  const untilAt = now() + 30 * SECOND_MS;
  await act(BOSS, "visitor.block", { visitor: "r42", blocked: true, untilAt });
  await act("integration:crm", "visitor.block", { visitor: "r43", blocked: true });
  await act(BOSS, "visitor.block", { visitor: "r41", blocked: false });
  await stage.pass(6 * SECOND_MS);
}

export async function playRules(stage: Stage, now: () => number): Promise<void> {
  await team(stage);
  await offers(stage);
  await crowdOfTheFront(stage);
  await weights(stage);
  await forATime(stage, now);
  await appointments(stage, now);
  await connectors(stage, now);
}
