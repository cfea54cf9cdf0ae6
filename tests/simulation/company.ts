/** A small company with every rule that exists so far and clocks of seconds. */
import type {
  Clock,
  Configuration,
  Group,
  Schedule,
} from "../../engine/contract/wire/configuration.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import type { AgentRecord } from "../../engine/contract/wire/roster.ts";

export const WORKSPACE = "w-sim";
const UNITS = 20;
const words = (text: string) => ({ zh: text, en: text });

const group = (id: string, rest: Partial<Group>): Group => ({
  id,
  name: words(id),
  strategy: "leastOccupied",
  overflow: [],
  terminal: { kind: "keepWaiting" },
  lastAgentMs: 60_000,
  transferOfferMs: 5_000,
  ...rest,
});

const route = (id: string, to: string, classOf: number) => ({
  id,
  name: words(id),
  shop: "shop",
  channel: "web" as const,
  group: to,
  class: classOf,
  costUnits: UNITS,
  requirements: [],
  topics: [{ id: "t", name: words("t"), group: "sales" }],
  welcome: words("hello"),
  bot: "faq",
  dormantAfterMs: 4_000,
  look: { accent: "#000000", title: words(id) },
});

const CLOCKS: Clock[] = [
  {
    id: "round",
    name: words("round"),
    kind: "round",
    preset: "taobaoRound",
    whoCounts: "human",
    warnMs: 4_000,
    breachMs: 8_000,
    warnTo: ["agent"],
    breachTo: ["agent", "supervisor"],
    holdAtMs: [3_000, 6_000],
    holdTexts: [words("a"), words("b"), words("c")],
  },
  {
    id: "first",
    name: words("first"),
    kind: "firstResponse",
    whoCounts: "human",
    warnMs: 2_000,
    breachMs: 5_000,
    warnTo: ["agent"],
    breachTo: ["supervisor"],
  },
  {
    id: "silent",
    name: words("silent"),
    kind: "agentSilent",
    whoCounts: "human",
    breachMs: 9_000,
    breachTo: ["supervisor"],
    reclaimMs: 12_000,
  },
  {
    id: "visitor",
    name: words("visitor"),
    kind: "visitorSilent",
    whoCounts: "human",
    breachMs: 30_000,
    holdTexts: [words("closing")],
    closeAfterMs: 10_000,
  },
  { id: "queue", name: words("queue"), kind: "queue", whoCounts: "human", breachMs: 7_000 },
];

/** Runs begin at 08:00 in Shanghai and take minutes: open for two, closed for one, for an hour. */
const MINUTES: Schedule = {
  id: "minutes",
  name: words("minutes"),
  timeZone: "Asia/Shanghai",
  week: [...Array(20).keys()].map((nth) => ({
    days: [0, 1, 2, 3, 4, 5, 6],
    fromMinute: 8 * 60 + nth * 3,
    toMinute: 8 * 60 + nth * 3 + 2,
  })),
};

export const configuration = (variant: number): Configuration => ({
  level: LEVEL,
  shops: [{ id: "shop", name: words("shop"), timeZone: "Asia/Shanghai" }],
  groups: [
    group("sales", {
      overflow: [
        { when: "noAgents", to: "service" },
        { when: "full", to: "service" },
        { when: "timeout", afterMs: 5_000 + variant * 1_000, to: "service" },
      ],
    }),
    group("service", {
      strategy: "longestIdle",
      overflow: [
        { when: "timeout", afterMs: 6_000, to: "sales" },
        ...(variant === 2
          ? [{ when: "longQueue" as const, to: "vip", threshold: 2, resumeBelow: 1 }]
          : []),
      ],
      terminal: { kind: "leftMessage", afterMs: 20_000 },
      ...(variant > 0 ? { offerMs: 3_000, wrapUpMs: 4_000 } : {}),
    }),
    group("vip", { overflow: [{ when: "full", to: "sales" }] }),
  ],
  routes: [
    route("sales-web", "sales", 5),
    { ...route("service-web", "service", 4), ...(variant > 0 ? { schedule: "minutes" } : {}) },
    route("vip-web", "vip", 1),
  ],
  index: {
    base: [900, 800, 700, 600, 500, 400, 300, 200, 100, 0],
    slope: [1, 1, 1, 1, 2, 1, 1, 1, 1, 0],
  },
  closingTopics: [{ id: "done", name: words("done") }],
  schedules: [MINUTES],
  clocks: CLOCKS,
  bots: [{ id: "faq", name: words("faq"), kind: "faq", answerMs: 4_000, idleCloseMs: 60_000 }],
  rating: { scores: 5, reasons: [] },
  times: {
    graceMs: 15_000,
    visitorGraceMs: 10_000,
    abandonAfterMs: 20_000,
    closedKeepMs: 60_000,
    leftKeepMs: 120_000,
    lastAgentKeepMs: 600_000,
    reopenMs: 30_000,
    recallMs: 10_000,
    breakHandoverMs: 20_000,
  },
});

export const AGENTS = ["a1", "a2", "a3", "a4", "a5"];

const GROUPS: Record<string, string[]> = {
  a1: ["sales"],
  a2: ["sales", "service"],
  a3: ["service"],
  a4: ["vip", "sales"],
  a5: ["vip"],
};

/** How well they know about tea; the others hardly do. */
const TEA: Record<string, number> = { a1: 4, a2: 2 };

export const record = (agent: string, chats: number): AgentRecord => ({
  name: agent,
  capacityUnits: chats * UNITS,
  windowCap: chats + 1,
  memberships: GROUPS[agent].map((name) => ({ group: name, weight: 1 })),
  channels: ["web"],
  skills: { tea: TEA[agent] ?? 1 },
});
