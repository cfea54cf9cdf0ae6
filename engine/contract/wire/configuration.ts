import type { ClockPreset } from "./clock_presets.ts";
import type { Channel, Strategy } from "./states.ts";

/** A text in both languages of the product. */
export interface Words {
  zh: string;
  en: string;
}

/** One step over to another group (routing.md, overflow). */
export interface OverflowRule {
  when: "noAgents" | "full" | "timeout" | "longQueue" | "longEstimate";
  /** For `timeout`: how long in the home group, ms. */
  afterMs?: number;
  /** For `longQueue`: so many wait there already; absent = 1. */
  minQueue?: number;
  /** For `longEstimate`: the estimate begins above this. */
  estimateOverMs?: number;
  to: string;
  /** Hands on, or waits there as well, only while so many members of `to` have room. */
  donorMinFree?: number;
  /**
   * For `longQueue`: shares only while `waiting − ratio · waiting of to` has passed the threshold
   * and not fallen below `resumeBelow` again (absent = the threshold); ratio absent = 1.
   */
  ratio?: number;
  threshold?: number;
  resumeBelow?: number;
}

export interface Group {
  id: string;
  name: Words;
  strategy: Strategy;
  overflow: OverflowRule[];
  /** What happens when the list is exhausted: wait on, or leave a message after `afterMs`. */
  terminal:
    | { kind: "keepWaiting" }
    | { kind: "leftMessage"; afterMs: number }
    /** To the bot of the route; a route without one waits on. */
    | { kind: "bot"; afterMs: number }
    /** A left message that asks to be called back. */
    | { kind: "callback"; afterMs: number };
  /** Last agent first 上次接待客服优先, for so long after the last conversation; 0 = off. */
  lastAgentMs: number;
  /** How long a transfer waits for its receiver. */
  transferOfferMs: number;
  /** Offers 待接入: an agent has so long to accept; absent = assigned at once. */
  offerMs?: number;
  /** 话后处理: after the end the agent's room stays taken for so long; absent = not at all. */
  wrapUpMs?: number;
  /** Weights of the strategy `scored`; absent = as `leastOccupied`. */
  scored?: { skill: number; free: number; idle: number; last: number; idleCapMs: number };
  /** At most so many members on break at once; supervisors may send more. Absent = any. */
  breaksMax?: number;
  /** Opening hours; outside them whoever comes leaves a message. Absent = always open. */
  schedule?: string;
  /** An item that needs more than is ever freed at once waits so long, then units are kept for it. */
  reserveAfterMs?: number;
}

/** A topic button of the welcome; picks the group of the conversation. */
export interface RouteTopic {
  id: string;
  name: Words;
  group: string;
}

export interface Route {
  id: string;
  name: Words;
  shop: string;
  channel: Channel;
  group: string;
  /** Priority class 0–9, 0 highest. */
  class: number;
  /** Work units of one conversation (twentieths). */
  costUnits: number;
  requirements: { skill: string; level: number }[];
  /** 放宽: after so long in line this is all that is asked; ascending, the last one stays. */
  relax?: { afterMs: number; requirements: { skill: string; level: number }[] }[];
  topics: RouteTopic[];
  welcome: Words;
  /** Asleep after so long without the visitor's word; absent = never. */
  dormantAfterMs?: number;
  /** What it weighs asleep, in twentieths; absent = 4. */
  dormantCostUnits?: number;
  /** Opening hours of this entrance, beside those of its group. */
  schedule?: string;
  /** The bot of this entrance; absent = people only. */
  bot?: string;
  /** How many of its conversations begin with the bot, in percent; absent = none. */
  botPercent?: number;
  /** Other routes to which this entrance hands on, the first that fits; absent = none. */
  branches?: { when: RouteCondition; to: string }[];
  /** Its own look, or the id of one of the library. */
  look: string | Pick<Look, "accent" | "title">;
}

/** A look of the widget, in the library that entrances choose from. */
export interface Look {
  id: string;
  /** What admins call it. */
  name: Words;
  /** `#0b5c8c`; the widget sees to the contrast on both themes. */
  accent: string;
  /** At the head of the panel. */
  title: Words;
  /**
   * In place of the entrance's own welcome. Of Markdown it knows **strong**, [links](https://…),
   * lists of lines that begin with `- `, and paragraphs; everything else is text.
   */
  welcome?: Words;
  /** Above the welcome; as `picture`. */
  welcomePicture?: string;
  /** In place of the visitor's own; the host page's wish goes first. Absent = the visitor's own. */
  theme?: "light" | "dark";
  /** What the rating form asks; absent = the product's own words. */
  ratingTitle?: Words;
  /** False = the rating form has no field for a comment. */
  ratingComment?: boolean;
  /** Where the button stands; absent = right. */
  side?: "left" | "right";
  /** Small picture at the head: `data:image/png;base64,…`, also jpeg and webp. Absent = none. */
  picture?: string;
}

/** What the door knows of whoever comes; every part that is there has to hold. */
export interface RouteCondition {
  topics?: string[];
  /** The channel's tag, or `tag`, `utm_campaign`, `utm_source` of the page's address. */
  tags?: string[];
  /** Pieces of the page's address. */
  pages?: string[];
  visitor?: "new" | "returning";
  /** What the page says of the visitor: any of the values, for each name. */
  attributes?: Record<string, string[]>;
  /** The shop's local time; weekdays 0 (Sunday) – 6, absent = every day. */
  hours?: { days?: number[]; fromMinute: number; toMinute: number };
}

/**
 * A bot. `faq` answers from its own knowledge beside the gateway; `service` is somebody's program
 * on the bus subject of its id. One bot's knowledge is nobody else's.
 */
export interface Bot {
  id: string;
  name: Words;
  kind: "faq" | "service";
  /** So long for an answer; then a person. */
  answerMs: number;
  /** A visitor who says nothing for so long after the answer: the conversation ends. */
  idleCloseMs: number;
  /** What it says when it has no answer. Absent = it hands on at once. */
  unknown?: Words;
  /** After so many questions in a row without an answer it hands on; absent = 2. */
  unknownMax?: number;
  knowledge?: BotAnswer[];
  /** Tried first, in order: any of the words in the text. */
  keywords?: BotKeyword[];
}

/** One thing a bot knows: ways to ask for it, in any language, and what it answers. */
export interface BotAnswer {
  id: string;
  questions: string[];
  answer: Words;
}

export interface BotKeyword {
  id: string;
  words: string[];
  answer: Words;
}

export interface Shop {
  id: string;
  name: Words;
  timeZone: string;
}

/** A closing topic 主题; two levels are usual, any depth is allowed. */
export interface ClosingTopic {
  id: string;
  name: Words;
  children?: ClosingTopic[];
}

/**
 * A clock (routing.md, clocks). `round`: the visitor's first unanswered message to the next reply;
 * `firstResponse`: the same for the first round only; `agentSilent`: owner silent while a round is
 * open; `visitorSilent`: visitor silent after the agent's word; `queue`: waiting in line.
 */
export interface Clock {
  id: string;
  name: Words;
  kind: "round" | "firstResponse" | "agentSilent" | "visitorSilent" | "queue";
  /** The marketplace's clock that this one came from; its numbers stand below and may differ. */
  preset?: ClockPreset;
  /** When the rule was published or last checked, and where. */
  checked?: { at: string; source: string };
  whoCounts: "human" | "assisted" | "bot";
  /** Local minutes of the day that enter the marketplace's rate; alerts ignore it. */
  counting?: { fromMinute: number; toMinute: number };
  /**
   * Absent = every shop, group, agent. The nearest wins: agent over group over shop over company.
   * `agents` looks at the owner, once there is one.
   */
  shops?: string[];
  groups?: string[];
  agents?: string[];
  warnMs?: number;
  breachMs?: number;
  warnTo?: ("agent" | "supervisor")[];
  breachTo?: ("agent" | "supervisor")[];
  /** Elapsed times at which a hold message goes out, each once per round. */
  holdAtMs?: number[];
  holdTexts?: Words[];
  /** At most so many hold messages per round; absent = as many as `holdAtMs` has. */
  holdsPerRoundMax?: number;
  /** For `firstResponse`: within this of the visitor's last close it is the same session. */
  sessionGapMs?: number;
  /** Share of rounds in time that the day has to reach, 0–1; absent = nothing to lose. */
  target?: number;
  /** For `agentSilent`: take the conversation back after this, if a colleague has room. */
  reclaimMs?: number;
  /** For `visitorSilent`: close so long after the closing notice (`breachMs` sends the notice). */
  closeAfterMs?: number;
}

/** Opening hours or shifts, by wall time of a zone. Minutes of the local day, 0–1440. */
export interface Schedule {
  id: string;
  name: Words;
  timeZone: string;
  /** Weekdays 0 (Sunday) – 6; a span that ends before it begins goes past midnight. */
  week: { days: number[]; fromMinute: number; toMinute: number }[];
  /** Local dates, `2026-10-01`, in place of the weekday's spans; without spans closed all day. */
  holidays?: { date: string; spans?: { fromMinute: number; toMinute: number }[] }[];
  /** Nothing new for agents in so many last minutes; absent = none. */
  endingMinutes?: number;
}

/** A line of the channel table: what one item costs, and beside how much of others it may come. */
export interface ChannelRule {
  channel: Channel;
  /** For items that come by a route of another channel; a route's own cost goes first. */
  costUnits?: number;
  /** Comes only to an agent who has at most so many of these; 0 = none. */
  beside?: { channel: Channel; atMost: number }[];
}

/** The whole document, published by content hash; refused as a whole. */
export interface Configuration {
  level: number;
  shops: Shop[];
  groups: Group[];
  routes: Route[];
  /** index = base[class] + slope[class] · waiting minutes; base falls, slope ≥ 0. */
  index: { base: number[]; slope: number[] };
  /** Absent = every channel beside every other. */
  channels?: ChannelRule[];
  /** Opening hours and shifts that groups, routes and agents name. */
  schedules?: Schedule[];
  closingTopics: ClosingTopic[];
  clocks: Clock[];
  /** Absent = none. */
  bots?: Bot[];
  /** Looks that entrances name; absent = none. */
  looks?: Look[];
  rating: { scores: 5; reasons: { id: string; name: Words; counts: boolean; scores: number[] }[] };
  times: {
    /** A vanished agent keeps the work so long (architecture §6). */
    graceMs: number;
    /** A waiting visitor who is gone so long is passed over. */
    visitorGraceMs: number;
    /** A waiting visitor who has been passed over so long has left for good; absent = never. */
    abandonAfterMs?: number;
    /** A closed conversation stays in memory. */
    closedKeepMs: number;
    /** Parked and left ones stay in memory. */
    leftKeepMs: number;
    /** Last-agent entries live so long. */
    lastAgentKeepMs: number;
    /** Reopening within this is the same session (JD: ten minutes). */
    reopenMs: number;
    recallMs: number;
    /** An agent on break so long hands the held conversations on. */
    breakHandoverMs: number;
  };
}
