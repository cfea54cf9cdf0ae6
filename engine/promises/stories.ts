/** Stories for tests: who came, waited, was served and said what, one event after another. */
import type { Batch } from "../contract/batch.ts";
import type { Clock } from "../contract/wire/configuration.ts";
import type { Draft, Event } from "../contract/wire/events.ts";
import type { By } from "../contract/wire/ids.ts";
import { LEVEL } from "../contract/wire/level.ts";
import { createJudge, type Judge, judgeEntry } from "./judge.ts";

export type Told = [at: number, by: By, draft: Draft];

const AGENT = {
  name: "林晓岚",
  capacityUnits: 20,
  windowCap: 1,
  memberships: [{ group: "presale", weight: 1 }],
  channels: ["web" as const],
};

export const online = (agent: string): Told[] => [
  [0, "admin:a", { type: "roster.changed", agent, record: AGENT }],
  [0, "agent:a", { type: "agent.presence_changed", agent, presence: "online" }],
  [0, "agent:a", { type: "agent.connected", agent, session: "s", gateway: "g" }],
];

export const opened = (conversation: string, at: number, level = 5): Told => [at, "visitor:v", {
  type: "conversation.opened",
  kind: "conversation",
  conversation,
  visitor: `v-${conversation}`,
  key: "k",
  channel: "web",
  shop: "qishan",
  route: "qishan-web",
  group: "presale",
  class: level,
  costUnits: 20,
  requirements: [],
  enqueuedAt: at,
}];

export const queued = (conversation: string, at: number): Told => [at, "engine", {
  type: "conversation.queued",
  conversation,
  group: "presale",
  class: 5,
  enqueuedAt: at,
  why: { code: "full" },
}];

export const assigned = (
  conversation: string,
  agent: string,
  at: number,
  drained = false,
): Told => [
  at,
  "engine",
  {
    type: "conversation.assigned",
    conversation,
    agent,
    group: "presale",
    why: { code: drained ? "drained" : "leastOccupied" },
  },
];

export const said = (conversation: string, by: By, at: number): Told => [at, by, {
  type: "conversation.messaged",
  conversation,
  message: `m${at}`,
  body: "text",
  sealed: "k.x",
  visibility: "all",
  round: 1,
}];

export const alerted = (conversation: string, at: number, dueAt: number): Told => [at, "engine", {
  type: "conversation.alerted",
  conversation,
  clock: "round",
  round: 1,
  threshold: "warn",
  to: ["agent"],
  afterMs: 1_000,
  dueAt,
}];

const clock = (id: string, kind: Clock["kind"], rest: Partial<Clock>): Clock => ({
  id,
  name: { zh: "", en: "" },
  kind,
  whoCounts: "human",
  ...rest,
});

const CONFIGURATION = {
  routes: [{ id: "qishan-web", schedule: "hours" }],
  schedules: [{ id: "hours" }],
  clocks: [
    clock("round", "round", { warnMs: 1_000 }),
    clock("queue", "queue", { breachMs: 9_000 }),
    clock("silent", "agentSilent", { breachMs: 8_000 }),
  ],
} as unknown as ReturnType<Judge["documents"]>;

export const batch = (more: Partial<Batch>): Batch => ({
  level: LEVEL,
  partition: 0,
  epoch: 0,
  at: 0,
  inbox: 0,
  events: [],
  refused: [],
  agenda: [],
  commands: [],
  ...more,
});

/** One batch per told event, so that P9 is judged after each unless `open` keeps an agenda. */
export function judged(story: Told[], open: (index: number) => boolean = () => false): Judge {
  const judge = createJudge(() => CONFIGURATION);
  story.forEach(([at, by, draft], index) => {
    const event = { ...draft, seq: index + 1, at, workspace: "demo", by } as Event;
    const agenda: Batch["agenda"] = open(index)
      ? [{ step: "drain", workspace: "demo", agent: "a" }]
      : [];
    judgeEntry(judge, {
      sequence: index + 1,
      batch: batch({ at, events: [event], agenda }),
      bytes: 0,
    });
  });
  return judge;
}

export const broken = (judge: Judge): string[] =>
  Object.values(judge.verdicts).filter((one) => one.broken > 0).map((one) => one.promise);
