/**
 * The company under smoke load: a wide group that answers at once, a narrow one that fills and
 * overflows after two seconds, and a slow one whose clocks run out.
 */
import type {
  Clock,
  Configuration,
  Group,
  Route,
} from "../../engine/contract/wire/configuration.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import type { AgentRecord } from "../../engine/contract/wire/roster.ts";

export interface Company {
  workspace: string;
  name: { zh: string; en: string };
  password: string;
  configuration: Configuration;
  people: {
    account: string;
    role: "agent" | "supervisor" | "admin";
    name: string;
    agent?: string;
    record?: AgentRecord;
  }[];
}

const UNITS = 20;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
export const words = (text: string) => ({ zh: text, en: text });

export const group = (id: string, overflow: Group["overflow"]): Group => ({
  id,
  name: words(id),
  strategy: "leastOccupied",
  overflow,
  terminal: { kind: "keepWaiting" },
  lastAgentMs: 0,
  transferOfferMs: 30 * SECOND_MS,
});

const route = (id: string): Route => ({
  id: `${id}-web`,
  name: words(id),
  shop: "shop",
  channel: "web",
  group: id,
  class: 5,
  costUnits: UNITS,
  requirements: [],
  topics: [],
  welcome: words("hello"),
  look: { accent: "#0b5c8c", title: words(id) },
});

const ROUND: Clock = {
  id: "round",
  name: words("round"),
  kind: "round",
  whoCounts: "human",
  warnMs: 2 * SECOND_MS,
  breachMs: 4 * SECOND_MS,
  warnTo: ["agent"],
  breachTo: ["agent", "supervisor"],
  holdAtMs: [3 * SECOND_MS],
  holdTexts: [words("one moment"), words("still checking")],
};

/** A whole document around groups; each route is named for the group it leads to. */
export const configurationOf = (groups: Group[], routes: string[]): Configuration => ({
  level: LEVEL,
  shops: [{ id: "shop", name: words("shop"), timeZone: "Asia/Shanghai" }],
  groups,
  routes: routes.map(route),
  index: { base: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], slope: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0] },
  closingTopics: [{ id: "other", name: words("other") }],
  clocks: [ROUND],
  rating: { scores: 5, reasons: [] },
  times: {
    graceMs: 45 * SECOND_MS,
    visitorGraceMs: 10 * MINUTE_MS,
    closedKeepMs: 30 * MINUTE_MS,
    leftKeepMs: 24 * 60 * MINUTE_MS,
    lastAgentKeepMs: 14 * 24 * 60 * MINUTE_MS,
    reopenMs: 10 * MINUTE_MS,
    recallMs: 2 * MINUTE_MS,
    breakHandoverMs: 5 * MINUTE_MS,
  },
});

const CONFIGURATION = configurationOf([
  // The least occupied one would get every short visit, and meet the limit of one session.
  { ...group("wide", []), strategy: "longestIdle" },
  group("narrow", [{ when: "timeout", afterMs: 2 * SECOND_MS, to: "helpers" }]),
  group("helpers", []),
  group("slow", []),
], ["wide", "narrow", "slow"]);

const person = (
  account: string,
  at: string,
  chats: number,
  windows: number,
): Company["people"][number] => ({
  account,
  role: "agent",
  name: account,
  agent: account,
  record: {
    name: account,
    capacityUnits: chats * UNITS,
    windowCap: windows,
    memberships: [{ group: at, weight: 1 }],
    channels: ["web"],
  },
});

/** Agents of one group, with room for so many chats in so many windows. */
export const many = (count: number, name: string, at: string, chats: number, windows = chats) =>
  Array.from({ length: count }, (_, index) => person(`${name}-${index + 1}`, at, chats, windows));

export const SMOKE_COMPANY: Company = {
  workspace: "bench",
  name: words("Bench"),
  password: "bench-password",
  configuration: CONFIGURATION,
  people: [
    ...many(20, "wide", "wide", 60),
    ...many(2, "narrow", "narrow", 3),
    ...many(2, "helper", "helpers", 10),
    ...many(3, "slow", "slow", 20),
    { account: "admin", role: "admin", name: "admin" },
  ],
};
