import { z } from "zod";
import type { ClosingTopic, Configuration } from "../wire/configuration.ts";
import { CLOCK_PRESETS } from "../wire/clock_presets.ts";
import { LOOKS_MAX, PICTURE, PICTURE_CHARS_MAX } from "../wire/looks.ts";
import { CHANNELS, CLASS_COUNT, STRATEGIES } from "../wire/states.ts";
import { text, token, words } from "./fields.ts";

/**
 * The shape of a configuration document, never wider than what the engine takes (a test of the
 * engine's looks over every field). What refers to what is said in contract/configuration.
 */
const DAY_MS = 86_400_000;
const durationMs = z.int().min(0).max(30 * DAY_MS);
/** From a second to a day. */
const withinDayMs = z.int().min(1_000).max(DAY_MS);
const longWords = z.strictObject({ zh: text(2_000), en: text(2_000) });

const shop = z.strictObject({ id: token, name: words, timeZone: z.string().max(60) });

const donor = { to: token, donorMinFree: z.int().min(0).max(10_000).optional() };
const overflowRule = z.discriminatedUnion("when", [
  z.strictObject({ when: z.literal("noAgents"), ...donor }),
  z.strictObject({ when: z.literal("full"), ...donor }),
  z.strictObject({ when: z.literal("timeout"), ...donor, afterMs: durationMs }),
  z.strictObject({
    when: z.literal("longQueue"),
    ...donor,
    minQueue: z.int().min(1).max(1_000_000).optional(),
    ratio: z.number().min(0).max(1_000).optional(),
    threshold: z.number().min(0).max(1_000_000).optional(),
    resumeBelow: z.number().min(-1_000_000).max(1_000_000).optional(),
  }),
  z.strictObject({ when: z.literal("longEstimate"), ...donor, estimateOverMs: durationMs }),
]);

export const overflowRules = z.array(overflowRule).max(16);
export const terminal = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("keepWaiting") }),
  z.strictObject({ kind: z.literal("leftMessage"), afterMs: durationMs }),
  z.strictObject({ kind: z.literal("bot"), afterMs: durationMs }),
  z.strictObject({ kind: z.literal("callback"), afterMs: durationMs }),
]);

const group = z.strictObject({
  id: token,
  name: words,
  strategy: z.enum(STRATEGIES),
  overflow: overflowRules,
  terminal,
  lastAgentMs: durationMs,
  transferOfferMs: withinDayMs,
  offerMs: withinDayMs.optional(),
  wrapUpMs: withinDayMs.optional(),
  scored: z.strictObject({
    skill: z.number().min(0),
    free: z.number().min(0),
    idle: z.number().min(0),
    last: z.number().min(0),
    idleCapMs: z.int().min(1).max(DAY_MS),
  }).optional(),
  breaksMax: z.int().min(0).max(10_000).optional(),
  schedule: token.optional(),
  reserveAfterMs: withinDayMs.optional(),
});

const requirements = z.array(z.strictObject({ skill: token, level: z.int().min(1).max(5) }))
  .max(8);

const dayMinute = z.int().min(0).max(24 * 60);
const some = <T extends z.ZodType>(one: T) => z.array(one).min(1).max(100).optional();
const routeCondition = z.strictObject({
  topics: some(token),
  tags: some(text(100)),
  pages: some(text(500).min(1)),
  visitor: z.enum(["new", "returning"]).optional(),
  attributes: z.record(token, z.array(text(200)).min(1).max(100)).optional(),
  hours: z.strictObject({
    days: some(z.int().min(0).max(6)),
    fromMinute: dayMinute,
    toMinute: dayMinute,
  }).optional(),
});

const colour = z.string().regex(/^#[0-9A-Fa-f]{6}$/);
const picture = z.string().max(PICTURE_CHARS_MAX).regex(PICTURE);
const look = z.strictObject({
  id: token,
  name: words,
  accent: colour,
  title: words,
  welcome: longWords.optional(),
  welcomePicture: picture.optional(),
  theme: z.enum(["light", "dark"]).optional(),
  ratingTitle: words.optional(),
  ratingComment: z.boolean().optional(),
  side: z.enum(["left", "right"]).optional(),
  picture: picture.optional(),
});

const route = z.strictObject({
  id: token,
  name: words,
  shop: token,
  channel: z.enum(CHANNELS),
  group: token,
  class: z.int().min(0).max(CLASS_COUNT - 1),
  costUnits: z.int().min(1).max(200),
  requirements,
  topics: z.array(z.strictObject({ id: token, name: words, group: token })).max(50),
  welcome: longWords,
  bot: token.optional(),
  relax: z.array(z.strictObject({ afterMs: durationMs, requirements })).max(8).optional(),
  dormantAfterMs: withinDayMs.optional(),
  dormantCostUnits: z.int().min(0).max(1_000).optional(),
  schedule: token.optional(),
  look: z.union([token, z.strictObject({ accent: colour, title: words })]),
  botPercent: z.int().min(0).max(100).optional(),
  branches: z.array(z.strictObject({ when: routeCondition, to: token })).max(50).optional(),
});

const span = {
  fromMinute: z.int().min(0).max(1_440),
  toMinute: z.int().min(0).max(1_440),
};
const schedule = z.strictObject({
  id: token,
  name: words,
  timeZone: z.string().max(60),
  week: z.array(z.strictObject({ days: z.array(z.int().min(0).max(6)).max(7), ...span })).max(50),
  holidays: z.array(z.strictObject({
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    spans: z.array(z.strictObject(span)).max(10).optional(),
  })).max(400).optional(),
  endingMinutes: z.int().min(0).max(720).optional(),
});

const channelRule = z.strictObject({
  channel: z.enum(CHANNELS),
  costUnits: z.int().min(0).max(1_000).optional(),
  beside: z.array(z.strictObject({
    channel: z.enum(CHANNELS),
    atMost: z.int().min(0).max(1_000),
  })).max(CHANNELS.length).optional(),
});

const closingTopic: z.ZodType<ClosingTopic> = z.strictObject({
  id: token,
  name: words,
  get children() {
    return z.array(closingTopic).max(200).optional();
  },
}).meta({ id: "ClosingTopic" });

const told = z.array(z.enum(["agent", "supervisor"])).max(2);
const minute = z.int().min(0).max(24 * 60);

const clock = z.strictObject({
  id: token,
  name: words,
  kind: z.enum(["round", "firstResponse", "agentSilent", "visitorSilent", "queue"]),
  preset: z.enum(CLOCK_PRESETS).optional(),
  checked: z.strictObject({ at: text(30), source: text(300) }).optional(),
  whoCounts: z.enum(["human", "assisted", "bot"]),
  counting: z.strictObject({ fromMinute: minute, toMinute: minute }).optional(),
  shops: z.array(token).max(500).optional(),
  groups: z.array(token).max(1_000).optional(),
  agents: z.array(token).max(1_000).optional(),
  warnMs: withinDayMs.optional(),
  breachMs: withinDayMs.optional(),
  warnTo: told.optional(),
  breachTo: told.optional(),
  holdAtMs: z.array(withinDayMs).max(10).optional(),
  holdTexts: z.array(longWords).max(20).optional(),
  holdsPerRoundMax: z.int().min(0).max(20).optional(),
  sessionGapMs: z.int().min(0).max(DAY_MS).optional(),
  target: z.number().min(0).max(1).optional(),
  reclaimMs: withinDayMs.optional(),
  closeAfterMs: withinDayMs.optional(),
});

const question = text(500);
const bot = z.strictObject({
  id: token,
  name: words,
  kind: z.enum(["faq", "service"]),
  answerMs: z.int().min(1_000).max(60_000),
  idleCloseMs: z.int().min(10_000).max(86_400_000),
  unknown: longWords.optional(),
  unknownMax: z.int().min(1).max(20).optional(),
  knowledge: z.array(z.strictObject({
    id: token,
    questions: z.array(question).min(1).max(50),
    answer: longWords,
  })).max(1_000).optional(),
  keywords: z.array(z.strictObject({
    id: token,
    words: z.array(text(60).min(1)).min(1).max(50),
    answer: longWords,
  })).max(200).optional(),
});

/** That a slope is below 0 is a fault with a sentence of its own. */
const perClass = z.array(z.number().min(-1e12).max(1e12)).length(CLASS_COUNT);

export const configurationDocument = z.strictObject({
  level: z.int().min(1).max(1_000),
  shops: z.array(shop).min(1).max(500),
  groups: z.array(group).min(1).max(2_000),
  routes: z.array(route).min(1).max(2_000),
  index: z.strictObject({ base: perClass, slope: perClass }),
  schedules: z.array(schedule).max(500).optional(),
  channels: z.array(channelRule).max(CHANNELS.length).optional(),
  closingTopics: z.array(closingTopic).max(500),
  clocks: z.array(clock).max(500),
  bots: z.array(bot).max(50).optional(),
  looks: z.array(look).max(LOOKS_MAX).optional(),
  rating: z.strictObject({
    scores: z.literal(5),
    reasons: z.array(z.strictObject({
      id: token,
      name: words,
      counts: z.boolean(),
      scores: z.array(z.int().min(1).max(5)).max(5),
    })).max(100),
  }),
  times: z.strictObject({
    graceMs: withinDayMs,
    visitorGraceMs: withinDayMs,
    abandonAfterMs: withinDayMs.optional(),
    closedKeepMs: withinDayMs,
    leftKeepMs: z.int().min(1_000).max(30 * DAY_MS),
    lastAgentKeepMs: z.int().min(0).max(14 * DAY_MS),
    reopenMs: durationMs,
    recallMs: z.int().min(0).max(120_000),
    breakHandoverMs: z.int().min(0).max(DAY_MS),
  }),
}) satisfies z.ZodType<Configuration>;
