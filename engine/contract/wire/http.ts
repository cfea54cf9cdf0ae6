import type { BrowsingSession } from "./browsing.ts";
import type { Alongside, CustomerFact, OrderFact, ToldBlock, VisitPage } from "./desk.ts";
import type { Configuration, Words } from "./configuration.ts";
import type { OpenResult, TransferTarget, WorkTarget } from "./commands.ts";
import type { Conflict, FieldFault, Reason, RefusalCode } from "./refusals.ts";
import type { FileReference, MessageBody, VisitFacts, VisitorCard } from "./messages.ts";
import type { AgentDay, RecordedConversation } from "../ports/reading_records.ts";
import type { DeskConversation, Entry, VisitorConversation } from "./socket.ts";
import type { AgentSummary, GroupSummary, VisitorBlock } from "./queries.ts";
import type { Presence, Visibility } from "./states.ts";

/**
 * Bodies of the HTTP interface, `/api/v1`. Errors are RFC 9457 problem documents with the refusal
 * code. Every POST may carry `Idempotency-Key` (a token), scoped to the session.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: RefusalCode;
  requestId: string;
  /** `sentence`: what is wrong with a configuration, in the reader's language. */
  fields?: (FieldFault & { sentence?: string })[];
  conflict?: Conflict;
  /** Why it is forbidden, where there is more to say; `untilAt`: epoch ms until which it is so. */
  reason?: Reason;
  untilAt?: number;
  retryAfterMs?: number;
  conversation?: string;
}

/** POST /api/v1/visitor/sessions (no authentication; `Authorization` renews an existing one). */
export interface VisitorSessionRequest {
  route: string;
  language: "zh" | "en";
  facts?: VisitFacts;
  browsing?: BrowsingSession;
}
export interface VisitorSession {
  /** Sent back as `Authorization: Bearer`. */
  token: string;
  visitor: string;
  expiresAt: number;
  route: PublicRoute;
  conversations: VisitorConversation[];
  /** The company takes nothing from this visitor. */
  blocked?: VisitorBlock;
}

/** A shop's colour as it can be read on one theme, and the text on it. Hex colours. */
export interface Tone {
  accent: string;
  hover: string;
  contrast: string;
}

/** GET /api/v1/visitor/routes/{route} */
export interface PublicRoute {
  id: string;
  title: Words;
  welcome: Words;
  accent: string;
  /** The accent on both themes; absent = the product's own. */
  tones?: { light: Tone; dark: Tone };
  /** Small picture at the head, as a data address; absent = none. */
  picture?: string;
  /** Above the welcome, as a data address; absent = none. */
  welcomePicture?: string;
  /** For whose page says nothing of it; absent = the visitor's own. */
  theme?: "light" | "dark";
  /** What the rating form asks, and whether for a comment too; absent = usual. */
  ratingTitle?: Words;
  ratingComment?: boolean;
  /** Where the button stands; absent = right. */
  side?: "left" | "right";
  topics: { id: string; name: Words }[];
  rating: Configuration["rating"];
  workspace: string;
  /** True where a pushed page of the shop's own site opens without asking. */
  pushOpens?: boolean;
}

/** POST /api/v1/visitor/conversations */
export interface OpenRequest {
  route: string;
  topic?: string;
  message?: MessageBody;
  language: "zh" | "en";
  facts?: VisitFacts;
  /** The channel's tag, and what the page says of the visitor: for choosing the route alone. */
  tag?: string;
  attributes?: Record<string, string>;
}
export interface OpenResponse {
  conversation: string;
  message?: string;
  seq: number;
  opened: OpenResult;
}

/** POST …/conversations/{id}/messages, of visitor and agent. */
export interface MessageRequest {
  body: MessageBody;
  visibility?: Visibility;
  /** From programs only: epoch ms at the other system, and its id there. */
  originAt?: number;
  externalId?: string;
}
export interface MessageResponse {
  message: string;
  seq: number;
}

/** POST /api/v1/visitor/conversations/{id}/leave: contact for the answer, and what it is about. */
export interface LeaveRequest {
  name?: string;
  phone?: string;
  mail?: string;
  text?: string;
}

/** POST /api/v1/visitor/conversations/{id}/rating */
export interface RatingRequest {
  score: number;
  reasons?: string[];
  comment?: string;
}

/** POST /api/v1/visitor/tickets, /api/v1/agent/tickets: one use, 30 s. */
export interface Ticket {
  ticket: string;
  expiresAt: number;
  /** Path of the socket. */
  socket: string;
}

/** GET …/conversations/{id}/entries?before=&limit= */
export interface EntriesPage {
  entries: Entry[];
  /** True when older entries exist. */
  more: boolean;
}

/** GET /api/v1/conversations?after=&limit=: everything live, for supervisors. */
export interface CompanyPage {
  conversations: DeskConversation[];
  /** What to give as `after` for the next page; absent = there is none. */
  next?: string;
  /**
   * How many are not told yet, absent = none. Beside the last page: those that stand behind the
   * first fifty of a line, which no page tells.
   */
  rest?: number;
}

/** POST /api/v1/visitor/files?conversation=&name= and /api/v1/agent/files: the raw bytes. */
export type UploadResponse = FileReference;

/** GET …/files/{id}/link: an address on the files' origin, good for ten minutes. */
export interface FileLink {
  url: string;
  expiresAt: number;
}

/** POST /api/v1/session */
export interface SignInRequest {
  account: string;
  password: string;
  /** Of the second factor, when the account has one; or one for a lost device. */
  code?: string;
}

/** GET /api/v1/session */
export interface Me {
  account: string;
  agent?: string;
  name: string;
  role: "agent" | "supervisor" | "admin";
  workspace: string;
  workspaceName: Words;
  /** The company asks a second factor of this role; nothing else answers before it is there. */
  mustEnrol?: true;
  /** Server time, epoch ms, for rings. */
  at: number;
}

/** GET /api/v1/agent/desk */
export interface Desk {
  self: AgentSummary;
  revision: number;
  conversations: DeskConversation[];
  groups: GroupSummary[];
  waiting: DeskConversation[];
  today?: AgentDay;
}

/** POST /api/v1/agent/presence */
export interface PresenceRequest {
  presence: Presence;
  /** Going offline: where open work goes; absent = back to its lines. */
  work?: WorkTarget;
}

/** GET /api/v1/colleagues: where a transfer may go, with room. */
export interface Colleagues {
  agents: (AgentSummary & { room: boolean })[];
  groups: (GroupSummary & { name: Words })[];
}

/** POST /api/v1/conversations/{id}/transfer */
export interface TransferRequest {
  to: TransferTarget;
  note?: string;
}

/** POST /api/v1/conversations/{id}/park */
export interface ParkRequest {
  reason?: string;
  dueAt?: number;
  note?: string;
}

/** POST /api/v1/conversations/{id}/close */
export interface CloseRequest {
  topic?: string;
  inviteRating?: boolean;
}

/** GET /api/v1/conversations/{id}: live if the engine has it, else from the records. */
export interface ConversationDetail {
  live?: DeskConversation;
  recorded?: RecordedConversation;
  card: VisitorCard;
  facts?: VisitFacts;
  past: RecordedConversation[];
  /** Pages of this and earlier visits, the newest first. */
  pages?: VisitPage[];
  orders?: OrderFact[];
  /** Who the visitor is to the shop, by its signature. */
  customer?: CustomerFact;
  alongside?: Alongside[];
  /** Absent = not blocked. */
  blocked?: ToldBlock;
}

/** PUT /api/v1/visitors/{id}/card */
export type CardRequest = VisitorCard;

/** GET /api/v1/configuration */
export interface ConfigurationView {
  version: number;
  hash: string;
  document: Configuration;
}
