import type { Bot, Clock, Configuration, Group, Route } from "../../contract/wire/configuration.ts";

/** A small valid configuration for tests, changed where a test looks. */

const both = (text: string) => ({ zh: text, en: text });

export const groupNamed = (id: string, more: Partial<Group> = {}): Group => ({
  id,
  name: both(id),
  strategy: "leastOccupied",
  overflow: [],
  terminal: { kind: "keepWaiting" },
  lastAgentMs: 86_400_000,
  transferOfferMs: 30_000,
  ...more,
});

export const routeNamed = (id: string, group: string, more: Partial<Route> = {}): Route => ({
  id,
  name: both(id),
  shop: "shop",
  channel: "web",
  group,
  class: 4,
  costUnits: 20,
  requirements: [],
  topics: [{ id: "delivery", name: both("delivery"), group }],
  welcome: both("hello"),
  look: { accent: "blue", title: both("shop") },
  ...more,
});

export const botNamed = (id: string, more: Partial<Bot> = {}): Bot => ({
  id,
  name: both(id),
  kind: "faq",
  answerMs: 8_000,
  idleCloseMs: 600_000,
  ...more,
});

export const clockOf = (kind: Clock["kind"], more: Partial<Clock> = {}): Clock => ({
  id: kind,
  name: both(kind),
  kind,
  whoCounts: "assisted",
  ...more,
});

export function configurationWith(more: Partial<Configuration> = {}): Configuration {
  return {
    level: 1,
    shops: [{ id: "shop", name: both("shop"), timeZone: "Asia/Shanghai" }],
    groups: [groupNamed("sales"), groupNamed("service")],
    routes: [routeNamed("front", "sales"), routeNamed("back", "service")],
    index: {
      base: [1000, 900, 800, 700, 600, 500, 400, 300, 200, 0],
      slope: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
    },
    closingTopics: [{ id: "solved", name: both("solved") }],
    clocks: [],
    rating: {
      scores: 5,
      reasons: [{ id: "slow", name: both("slow"), counts: true, scores: [1, 2] }],
    },
    times: {
      graceMs: 45_000,
      visitorGraceMs: 60_000,
      closedKeepMs: 1_800_000,
      leftKeepMs: 86_400_000,
      lastAgentKeepMs: 1_209_600_000,
      reopenMs: 600_000,
      recallMs: 120_000,
      breakHandoverMs: 300_000,
    },
    ...more,
  };
}
