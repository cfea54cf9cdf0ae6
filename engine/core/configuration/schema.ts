import { CLOCK_PRESETS } from "../../contract/wire/clock_presets.ts";
import { LOOKS_MAX, PICTURE, PICTURE_CHARS_MAX } from "../../contract/wire/looks.ts";
import { CHANNELS, CLASS_COUNT, STRATEGIES } from "../../contract/wire/states.ts";
import {
  type Check,
  either,
  fault,
  finite,
  list,
  oneOf,
  pattern,
  record,
  share,
  table,
  text,
  token,
  truth,
  whole,
} from "./shape.ts";
import { CLOCK_KINDS } from "./clock_plan.ts";

/** The shape of a configuration document; what its parts say of each other is in validate.ts. */

const DAY_MS = 86_400_000;
const WORDS_MAX = 2_000;
const GROUPS_MAX = 2_000;
const ROUTES_MAX = 2_000;
const SHOPS_MAX = 500;
const CLOCKS_MAX = 2_000;
/** Agents with thresholds of their own: a plan is compiled for each. */
const CLOCK_AGENTS_MAX = 1_000;
const TOPICS_MAX = 1_000;
const BOTS_MAX = 50;
/** Deep enough for every topic tree seen; keeps a hostile document from recursing. */
const TOPIC_DEPTH_MAX = 6;

const words = record({ zh: text(WORDS_MAX), en: text(WORDS_MAX) });
const duration = whole(0, 30 * DAY_MS);
const tellWhom = list(oneOf(["agent", "supervisor"]), 2);

const notNegative: Check = (value, path, faults) => {
  if (typeof value !== "number" || !Number.isFinite(value)) fault(faults, path, "type");
  else if (value < 0) fault(faults, path, "range", 0);
};
const requirements = list(record({ skill: token, level: whole(1, 5) }), 8);
const donor = { donorMinFree: whole(0, 10_000) };

const group = record({
  id: token,
  name: words,
  strategy: oneOf(STRATEGIES),
  overflow: list(
    either("when", {
      noAgents: record({ when: oneOf(["noAgents"]), to: token }, donor),
      full: record({ when: oneOf(["full"]), to: token }, donor),
      timeout: record({ when: oneOf(["timeout"]), to: token, afterMs: duration }, donor),
      longQueue: record({ when: oneOf(["longQueue"]), to: token }, {
        ...donor,
        minQueue: whole(1, 1_000_000),
        ratio: finite,
        threshold: finite,
        resumeBelow: finite,
      }),
      longEstimate: record(
        { when: oneOf(["longEstimate"]), to: token, estimateOverMs: duration },
        donor,
      ),
    }),
    16,
  ),
  terminal: either("kind", {
    keepWaiting: record({ kind: oneOf(["keepWaiting"]) }),
    leftMessage: record({ kind: oneOf(["leftMessage"]), afterMs: duration }),
    bot: record({ kind: oneOf(["bot"]), afterMs: duration }),
    callback: record({ kind: oneOf(["callback"]), afterMs: duration }),
  }),
  lastAgentMs: duration,
  transferOfferMs: whole(1_000, DAY_MS),
}, {
  offerMs: whole(1_000, DAY_MS),
  wrapUpMs: whole(1_000, DAY_MS),
  scored: record({
    skill: notNegative,
    free: notNegative,
    idle: notNegative,
    last: notNegative,
    idleCapMs: whole(1, DAY_MS),
  }),
  breaksMax: whole(0, 10_000),
  schedule: token,
  reserveAfterMs: whole(1_000, DAY_MS),
});

const condition = record({}, {
  topics: list(token, 100, 1),
  tags: list(text(100), 100, 1),
  pages: list(text(500), 100, 1),
  visitor: oneOf(["new", "returning"]),
  attributes: table(list(text(200), 100, 1)),
  hours: record({ fromMinute: whole(0, 1_440), toMinute: whole(0, 1_440) }, {
    days: list(whole(0, 6), 100, 1),
  }),
});

/** The id of something in a library, or the thing itself. */
const nameOr = (own: Check): Check => (value, path, faults) =>
  (typeof value === "string" ? token : own)(value, path, faults);

const picture = pattern(PICTURE, PICTURE_CHARS_MAX);
const look = record(
  { id: token, name: words, accent: pattern(/^#[0-9a-f]{6}$/i, 7), title: words },
  {
    welcome: words,
    welcomePicture: picture,
    theme: oneOf(["light", "dark"]),
    ratingTitle: words,
    ratingComment: truth,
    side: oneOf(["left", "right"]),
    picture,
  },
);

const route = record({
  id: token,
  name: words,
  shop: token,
  channel: oneOf(CHANNELS),
  group: token,
  class: whole(0, CLASS_COUNT - 1),
  costUnits: whole(0, 1_000),
  requirements,
  topics: list(record({ id: token, name: words, group: token }), 100),
  welcome: words,
  look: nameOr(record({ accent: text(64), title: words })),
}, {
  bot: token,
  relax: list(record({ afterMs: duration, requirements }), 8),
  dormantAfterMs: whole(1_000, DAY_MS),
  dormantCostUnits: whole(0, 1_000),
  schedule: token,
  botPercent: whole(0, 100),
  branches: list(record({ when: condition, to: token }), 50),
});

function topic(depth: number): Check {
  const below = depth === 0 ? list(token, 0) : list(lazily(() => topic(depth - 1)), TOPICS_MAX);
  return record({ id: token, name: words }, { children: below });
}

const lazily = (make: () => Check): Check => (value, path, faults) => make()(value, path, faults);

const QUESTION_MAX = 500;
const botAnswer = record({
  id: token,
  questions: list(text(QUESTION_MAX), 50, 1),
  answer: words,
});
const botKeyword = record({ id: token, words: list(text(60), 50, 1), answer: words });

const bot = record({
  id: token,
  name: words,
  kind: oneOf(["faq", "service"]),
  answerMs: whole(1_000, 60_000),
  idleCloseMs: whole(10_000, DAY_MS),
}, {
  unknown: words,
  unknownMax: whole(1, 20),
  knowledge: list(botAnswer, 1_000),
  keywords: list(botKeyword, 200),
});

const clock = record({
  id: token,
  name: words,
  kind: oneOf(CLOCK_KINDS),
  whoCounts: oneOf(["human", "assisted", "bot"]),
}, {
  preset: oneOf(CLOCK_PRESETS),
  checked: record({ at: text(64), source: text(WORDS_MAX) }),
  counting: record({ fromMinute: whole(0, 1_440), toMinute: whole(0, 1_440) }),
  shops: list(token, SHOPS_MAX),
  groups: list(token, GROUPS_MAX),
  agents: list(token, CLOCK_AGENTS_MAX),
  warnMs: whole(1_000, DAY_MS),
  breachMs: whole(1_000, DAY_MS),
  warnTo: tellWhom,
  breachTo: tellWhom,
  holdAtMs: list(whole(1_000, DAY_MS), 10),
  holdTexts: list(words, 20),
  holdsPerRoundMax: whole(0, 20),
  sessionGapMs: whole(0, DAY_MS),
  target: share,
  reclaimMs: whole(1_000, DAY_MS),
  closeAfterMs: whole(1_000, DAY_MS),
});

const MINUTES = 1_440;
const span = { fromMinute: whole(0, MINUTES), toMinute: whole(0, MINUTES) };
const schedule = record({
  id: token,
  name: words,
  timeZone: text(64),
  week: list(record({ days: list(whole(0, 6), 7), ...span }), 50),
}, {
  holidays: list(record({ date: text(10) }, { spans: list(record(span), 10) }), 400),
  endingMinutes: whole(0, 720),
});
const channel = record({ channel: oneOf(CHANNELS) }, {
  costUnits: whole(0, 1_000),
  beside: list(record({ channel: oneOf(CHANNELS), atMost: whole(0, 1_000) }), CHANNELS.length),
});

export const configurationShape: Check = record({
  level: whole(1, 1_000_000),
  shops: list(record({ id: token, name: words, timeZone: text(64) }), SHOPS_MAX, 1),
  groups: list(group, GROUPS_MAX, 1),
  routes: list(route, ROUTES_MAX, 1),
  index: record({
    base: list(finite, CLASS_COUNT, CLASS_COUNT),
    slope: list(finite, CLASS_COUNT, CLASS_COUNT),
  }),
  closingTopics: list(topic(TOPIC_DEPTH_MAX), TOPICS_MAX),
  clocks: list(clock, CLOCKS_MAX),
  rating: record({
    scores: oneOf([5]),
    reasons: list(
      record({ id: token, name: words, counts: truth, scores: list(whole(1, 5), 5) }),
      100,
    ),
  }),
  times: record({
    graceMs: whole(1_000, DAY_MS),
    visitorGraceMs: whole(1_000, DAY_MS),
    closedKeepMs: whole(1_000, DAY_MS),
    leftKeepMs: whole(1_000, 30 * DAY_MS),
    lastAgentKeepMs: whole(0, 14 * DAY_MS),
    reopenMs: duration,
    recallMs: whole(0, 120_000),
    breakHandoverMs: whole(0, DAY_MS),
  }, {
    abandonAfterMs: whole(1_000, DAY_MS),
  }),
}, {
  channels: list(channel, CHANNELS.length),
  schedules: list(schedule, 500),
  bots: list(bot, BOTS_MAX),
  looks: list(look, LOOKS_MAX),
});
