import type { Words } from "./configuration.ts";
import type { By } from "./ids.ts";
import type { VisitorCard } from "./messages.ts";
import type { VisitorBlock } from "./queries.ts";

/**
 * What the desk keeps for its people beside the journal, in schema `desk`: bodies of the HTTP
 * interface as in `http.ts`. Nothing here is an event; the last writer of a row wins.
 */

/** Whose a quick reply 快捷回复 is: everybody's, written by supervisors, or one person's. */
export const REPLY_SCOPES = ["company", "personal"] as const;
export type ReplyScope = (typeof REPLY_SCOPES)[number];

/** Words in braces that are replaced when a quick reply or an auto-answer is used. */
export const REPLY_VARIABLES = ["visitor", "agent", "shop", "date", "time"] as const;
export type ReplyVariable = (typeof REPLY_VARIABLES)[number];

/** The file that goes along with a quick reply. */
export interface ReplyFile {
  name: string;
  type: string;
  bytes: number;
}

/** POST /api/v1/quick-replies, PUT /api/v1/quick-replies/{id} */
export interface QuickReplyRequest {
  scope: ReplyScope;
  folder?: string;
  /** Typed after a slash: letters, digits and hyphens. */
  shortcut?: string;
  text: string;
}

export interface QuickReply extends QuickReplyRequest {
  id: string;
  folder: string;
  /** First letters of the text's pinyin, for typing without an input method. */
  initials: string;
  file?: ReplyFile;
  changedAt: number;
}

/** GET /api/v1/quick-replies: the company's and one's own. */
export interface QuickReplies {
  replies: QuickReply[];
}

/** The text with its variables filled; braces around anything else stay as they are. */
export const filled = (text: string, values: Record<ReplyVariable, string>): string =>
  text.replace(
    /\{(\w+)\}/g,
    (whole, name) =>
      (REPLY_VARIABLES as readonly string[]).includes(name) ? values[name as ReplyVariable] : whole,
  );

/** How a visitor is called in a text when nobody knows a name. */
export const NAMELESS = { zh: "亲", en: "there" } as const;

/** What an agent can be told of, each kind with a sound and popups of its own. */
export const NOTICE_KINDS = [
  "conversation",
  "message",
  "waiting",
  "offer",
  "shared",
  "note",
  "rated",
  "warn",
  "breach",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const NOTICE_SOUNDS = ["none", "soft", "short", "double", "insistent", "spoken"] as const;
export type NoticeSound = (typeof NOTICE_SOUNDS)[number];

export interface NoticeChoice {
  sound: NoticeSound;
  /** In the page. */
  popup: boolean;
  /** By the system, when the window is elsewhere. */
  desktop: boolean;
}

/**
 * GET and PUT /api/v1/agent/settings: what a person chose for the own desk, the same on every
 * machine. What is absent was never chosen.
 */
export interface PersonalSettings {
  language?: "zh" | "en";
  theme?: "system" | "light" | "dark";
  order?: "byStart" | "byVisitor" | "byEither";
  singleKeys?: boolean;
  notices?: Partial<Record<NoticeKind, NoticeChoice>>;
  /** Per cent. */
  volume?: number;
  quietOnBreak?: boolean;
}

/** Sent by itself when a conversation begins; an empty text is not sent. */
export interface AutoAnswer {
  on: boolean;
  zh: string;
  en: string;
}

/**
 * GET and PUT /api/v1/agents/{agent}/profile: how visitors see an agent. The own one by the agent,
 * everybody's by admins; the roster's name and portrait stand where nothing is chosen.
 */
export interface ProfileRequest {
  nickname?: string;
  autoAnswer?: AutoAnswer;
}
export interface Profile extends ProfileRequest {
  agent: string;
  /** Path of the picture; a changed picture has another one. */
  picture?: string;
}

/** What a company may leave out for a while under a load that nobody planned for. */
export const LIGHT_PARTS = ["typing", "reads", "lists"] as const;
export type LightPart = (typeof LIGHT_PARTS)[number];

/**
 * GET /api/v1/company-settings, PUT by admins: what a company settled for desk and widget beside
 * routing. What is absent is as its comment says.
 */
export interface CompanySettings {
  /** A pushed page opens after a yes (`ask`, usual) or, on the shop's own site, at once (`open`). */
  urlPush?: "ask" | "open";
  /** Order of the list until a person chooses another; usually by either side's last message. */
  listOrder?: PersonalSettings["order"];
  /** Of whom signing in asks a code besides the password; usually of who chose it (`own`). */
  secondFactor?: "own" | "admins";
  /** Departments 部门 that work set aside may wait for; people are in them, nothing is routed there. */
  departments?: Department[];
  /** How often a shop's secret for signing customers was renewed; absent = never. */
  customerSecrets?: Record<string, number>;
  /** Left out for now: previews of typing, live read marks, lists that follow at once. */
  lightened?: LightPart[];
}

export interface Department {
  id: string;
  name: Words;
}

/** More than a person chooses from. */
export const DEPARTMENTS_MAX = 50;

/** GET /api/v1/reports/topics?from=&to=&shop=: closing topics of a period and of the one before. */
export interface TopicFigures {
  count: number;
  /** From the assignment to the end, mean ms; absent without conversations. */
  handlingMs?: number;
}
export interface TopicReport {
  /** `topic` is absent for conversations that ended without one. */
  rows: (TopicFigures & { topic?: string; before: TopicFigures })[];
}

export const RATING_DIMENSIONS = ["agent", "route", "reason"] as const;
export type RatingDimension = (typeof RATING_DIMENSIONS)[number];

/**
 * GET /api/v1/reports/ratings?from=&to=&by=&shop=. By agent, ratings whose reasons are all of a
 * kind that is not the agent's affair (campaign, policy) are not counted.
 */
export interface RatingReport {
  /** `id`: agent, route or reason; absent for ratings without a reason. */
  rows: {
    id?: string;
    count: number;
    mean: number;
    scores: [number, number, number, number, number];
  }[];
}

/** A block as the staff see it. Agents change and lift those that they set, supervisors all. */
export interface ToldBlock extends VisitorBlock {
  /** Who set it; absent while the records cannot say. */
  by?: By;
}

/** GET /api/v1/visitors?search=: past visitors of whom one may read, the latest first. */
export interface FoundVisitor {
  visitor: string;
  card: VisitorCard;
  firstAt: number;
  lastAt: number;
  conversations: number;
  /** Entrance of the last conversation: where one would write first. */
  route: string;
  /** Absent = not blocked. */
  blocked?: ToldBlock;
}
export interface FoundVisitors {
  visitors: FoundVisitor[];
}

/** GET /api/v1/pending?state=: everybody's for supervisors, the own ones for agents. */
export interface PendingRow {
  conversation: string;
  visitor: string;
  card: VisitorCard;
  visitorName: string;
  shop: string;
  group: string;
  agent?: string;
  /** When it was parked or left. */
  at: number;
  dueAt?: number;
  reason?: string;
  note?: string;
  preview?: string;
}
export interface PendingList {
  rows: PendingRow[];
}

/** A page that a visitor looked at while the widget was there. */
export interface VisitPage {
  at: number;
  page: string;
  title?: string;
}

/** An order as the shop's page told of it; shown read-only. */
export interface OrderFact {
  order: string;
  title: string;
  status?: string;
  price?: string;
  url?: string;
}

/** POST /api/v1/visitor/orders: the newest orders, in place of the ones before. */
export interface OrdersRequest {
  orders: OrderFact[];
}

/** Who a visitor is to the shop; `at` is when the shop's server signed it, epoch ms. */
export interface CustomerFact {
  customer: string;
  at: number;
  name?: string;
  phone?: string;
  mail?: string;
}

/**
 * POST /api/v1/visitor/customer, with the entrance whose shop signed it. `signature` is the HMAC-SHA-256 by
 * the shop's secret, as 64 hexadecimal digits, over these five lines, absent ones empty, joined by
 * line feeds: customer, at, name, phone, mail.
 */
export interface CustomerRequest extends CustomerFact {
  route: string;
  signature: string;
}

/** GET /api/v1/customer-secrets/{shop}, and after POST …/renew: the old one is void at once. */
export interface CustomerSecret {
  secret: string;
}

/** Another conversation of the same visitor that goes on at the same time. */
export interface Alongside {
  conversation: string;
  group: string;
  agent?: string;
}
