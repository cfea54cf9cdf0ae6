import { z } from "zod";
import { CONFLICTS, REASONS, REFUSALS } from "../wire/refusals.ts";

/**
 * Answers as the OpenAPI document shows them. They describe, and do not filter: what a door sends
 * is typed by `../wire/http.ts`.
 */
export const problem = z.object({
  type: z.string(),
  title: z.string().meta({
    description: "Fixed sentence of the code or conflict in the reader's language",
  }),
  status: z.int(),
  code: z.enum(Object.keys(REFUSALS) as [keyof typeof REFUSALS]),
  requestId: z.string(),
  fields: z.array(z.object({
    path: z.string(),
    rule: z.string(),
    limit: z.number().optional(),
    fault: z.string().optional(),
    sentence: z.string().optional(),
  })).optional(),
  conflict: z.enum(Object.keys(CONFLICTS) as [keyof typeof CONFLICTS]).optional(),
  reason: z.enum(Object.keys(REASONS) as [keyof typeof REASONS]).optional(),
  untilAt: z.number().optional(),
  retryAfterMs: z.number().optional(),
  conversation: z.string().optional(),
}).meta({ id: "Problem" });

const open = z.looseObject;
const agentRef = z.object({ id: z.string(), name: z.string(), portrait: z.string().optional() });
const range = z.object({ fromMs: z.number(), toMs: z.number() });

export const visitorConversation = open({
  conversation: z.string(),
  state: z.string(),
  group: z.string(),
  topic: z.string().optional(),
  agent: agentRef.optional(),
  openedAt: z.number(),
  lastSeq: z.number(),
  position: z.number().optional(),
  estimate: range.optional(),
  canReopen: z.boolean(),
}).meta({ id: "VisitorConversation" });

const publicWords = z.object({ zh: z.string(), en: z.string() });
const tone = z.object({ accent: z.string(), hover: z.string(), contrast: z.string() });

export const publicRoute = open({
  id: z.string(),
  title: publicWords,
  welcome: publicWords,
  accent: z.string(),
  tones: z.object({ light: tone, dark: tone }).optional(),
  picture: z.string().optional(),
  welcomePicture: z.string().optional(),
  theme: z.enum(["light", "dark"]).optional(),
  ratingTitle: publicWords.optional(),
  ratingComment: z.boolean().optional(),
  side: z.enum(["left", "right"]).optional(),
  topics: z.array(z.object({ id: z.string(), name: publicWords })),
  workspace: z.string(),
}).meta({ id: "PublicRoute" });

export const visitorSession = open({
  token: z.string(),
  visitor: z.string(),
  expiresAt: z.number(),
  route: publicRoute,
  conversations: z.array(visitorConversation),
}).meta({ id: "VisitorSession" });

export const openResponse = open({
  conversation: z.string(),
  message: z.string().optional(),
  seq: z.number(),
  opened: open({ state: z.enum(["assigned", "waiting", "left", "bot"]) }),
}).meta({ id: "OpenResponse" });

export const messageResponse = z.object({ message: z.string(), seq: z.number() })
  .meta({ id: "MessageResponse" });

export const entry = open({
  kind: z.enum(["message", "line"]),
  seq: z.number(),
  at: z.number(),
}).meta({ id: "Entry" });
export const entriesPage = z.object({ entries: z.array(entry), more: z.boolean() })
  .meta({ id: "EntriesPage" });

export const ticket = z.object({ ticket: z.string(), expiresAt: z.number(), socket: z.string() })
  .meta({ id: "Ticket" });
export const fileLink = z.object({ url: z.string(), expiresAt: z.number() })
  .meta({ id: "FileLink" });
export const uploadResponse = open({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  bytes: z.number(),
}).meta({ id: "FileReference" });

export const me = open({
  account: z.string(),
  name: z.string(),
  role: z.enum(["agent", "supervisor", "admin"]),
  workspace: z.string(),
  at: z.number(),
}).meta({ id: "Me" });

export const deskConversation = open({
  conversation: z.string(),
  visitor: z.string(),
  state: z.string(),
  group: z.string(),
  visitorName: z.string(),
}).meta({ id: "DeskConversation" });
export const recordedConversation = open({
  conversation: z.string(),
  visitor: z.string(),
  state: z.string(),
}).meta({ id: "RecordedConversation" });
export const agentSummary = open({ agent: z.string(), presence: z.string() })
  .meta({ id: "AgentSummary" });
export const groupSummary = open({ group: z.string(), waiting: z.number() })
  .meta({ id: "GroupSummary" });

export const desk = open({
  self: agentSummary,
  revision: z.number(),
  conversations: z.array(deskConversation),
  groups: z.array(groupSummary),
  waiting: z.array(deskConversation),
}).meta({ id: "Desk" });
export const colleagues = z.object({
  agents: z.array(agentSummary),
  groups: z.array(groupSummary),
}).meta({ id: "Colleagues" });
export const conversationDetail = open({
  live: deskConversation.optional(),
  recorded: recordedConversation.optional(),
  past: z.array(recordedConversation),
}).meta({ id: "ConversationDetail" });
export const taken = z.object({ conversation: z.string(), seq: z.number() });
export const configurationView = open({ version: z.number(), hash: z.string() })
  .meta({ id: "ConfigurationView" });
export const published = z.object({ version: z.number(), hash: z.string() });
export const roster = z.object({ agents: z.array(agentSummary) });
export const accounts = z.object({
  accounts: z.array(open({ account: z.string(), name: z.string(), role: z.string() })),
});
export const companyPage = z.object({
  conversations: z.array(deskConversation),
  next: z.string().optional(),
  rest: z.number().optional(),
});
export const recordedList = z.object({ conversations: z.array(recordedConversation) });
export const visitorList = z.object({ conversations: z.array(visitorConversation) });
