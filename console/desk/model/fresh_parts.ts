import {
  CLOCK_PRESETS,
  type ClockPreset,
  PRESET_CLOCKS,
} from "../../../engine/contract/wire/clock_presets.ts";
import type {
  Clock,
  Configuration,
  Group,
  Route,
  Words,
} from "../../../engine/contract/wire/configuration.ts";
import { freshId } from "./fresh_id.ts";

/** What a part begins with when somebody adds it: every value is sound, and a beginning to edit. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const UNITS_PER_CHAT = 20;
/** In the middle: there is room above it and below. */
const MIDDLE_CLASS = 5;
const ACCENT_AT_FIRST = "#0b5c8c";

/** The number in a new part's name: one that no other part's name has, so that two can be told apart. */
function numbered(list: readonly { name: Words }[], zh: string, en: string): Words {
  const taken = new Set(list.map(({ name }) => name.en));
  let nth = list.length + 1;
  while (taken.has(`${en} ${nth}`)) nth++;
  return { zh: `${zh} ${nth}`, en: `${en} ${nth}` };
}

export const freshGroup = ({ groups }: Configuration): Group => ({
  id: freshId("group"),
  name: numbered(groups, "技能组", "Group"),
  strategy: "leastOccupied",
  overflow: [],
  terminal: { kind: "keepWaiting" },
  lastAgentMs: 30 * MINUTE_MS,
  transferOfferMs: 30 * SECOND_MS,
});

export function freshRoute({ shops, groups, routes }: Configuration): Route {
  const name = numbered(routes, "入口", "Entrance");
  return {
    id: freshId("route"),
    name,
    shop: shops[0].id,
    channel: "web",
    group: groups[0].id,
    class: MIDDLE_CLASS,
    costUnits: UNITS_PER_CHAT,
    requirements: [],
    topics: [],
    welcome: { zh: "您好，请问有什么可以帮您？", en: "Hello, how can we help you?" },
    look: { accent: ACCENT_AT_FIRST, title: name },
  };
}

type OfferedClock = Omit<Clock, "id">;

/** The company's own clocks, one of each kind. */
const OWN_CLOCKS = {
  ownFirst: {
    name: { zh: "首次响应 45 秒", en: "First response in 45 seconds" },
    kind: "firstResponse",
    whoCounts: "human",
    warnMs: 30 * SECOND_MS,
    breachMs: 45 * SECOND_MS,
  },
  ownRound: {
    name: { zh: "每轮 90 秒", en: "Every round in 90 seconds" },
    kind: "round",
    whoCounts: "human",
    warnMs: 60 * SECOND_MS,
    breachMs: 90 * SECOND_MS,
  },
  ownAgentSilent: {
    name: { zh: "客服沉默 180 秒", en: "Agent silent for 180 seconds" },
    kind: "agentSilent",
    whoCounts: "human",
    breachMs: 180 * SECOND_MS,
  },
  ownVisitorSilent: {
    name: { zh: "访客沉默 300 秒", en: "Visitor silent for 300 seconds" },
    kind: "visitorSilent",
    whoCounts: "human",
    breachMs: 300 * SECOND_MS,
    holdTexts: [{
      zh: "较长时间没有收到您的消息，会话即将结束，随时可以再找我们。",
      en: "We have not heard from you for a while and will end this chat soon. Write any time.",
    }],
    closeAfterMs: 120 * SECOND_MS,
  },
  ownQueue: {
    name: { zh: "排队 30 秒", en: "Waiting for 30 seconds" },
    kind: "queue",
    whoCounts: "human",
    breachMs: 30 * SECOND_MS,
  },
} satisfies Record<string, OfferedClock>;

type ClockOffer = ClockPreset | keyof typeof OWN_CLOCKS;

/** Every clock that can be added: the marketplaces' first, then the company's own. */
export const CLOCK_OFFERS: readonly ClockOffer[] = [
  ...CLOCK_PRESETS,
  ...Object.keys(OWN_CLOCKS) as (keyof typeof OWN_CLOCKS)[],
];

export const offeredClock = (offer: ClockOffer): OfferedClock =>
  ({ ...PRESET_CLOCKS, ...OWN_CLOCKS })[offer];

/**
 * Of the clocks of one kind the nearest alone runs. Where one holds for the whole company, another
 * of its kind begins at the first shop that has none of its own: else it would never run.
 */
export function freshClock({ clocks, shops }: Configuration, offer: ClockOffer): Clock {
  const clock = { id: freshId("clock"), ...structuredClone(offeredClock(offer)) };
  const same = clocks.filter(({ kind }) => kind === clock.kind);
  const everywhere = same.some((one) => !one.shops && !one.groups && !one.agents);
  const shop = shops.find(({ id }) => !same.some((one) => one.shops?.includes(id)));
  return everywhere && shop ? { ...clock, shops: [shop.id] } : clock;
}

/** The same again, with an id and a name of its own. */
export const copyOf = <One extends { id: string; name: Words }>(one: One, prefix: string): One => ({
  ...structuredClone(one),
  id: freshId(prefix),
  name: { zh: `${one.name.zh}（副本）`, en: `${one.name.en} (copy)` },
});

/** A moment for one more hold message: half a minute after the last one, or after the start. */
export const nextMoment = (moments: readonly number[] = []): number =>
  Math.max(0, ...moments.filter(Number.isFinite)) + MINUTE_MS / 2;
