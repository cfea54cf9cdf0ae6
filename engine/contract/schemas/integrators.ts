import { z } from "zod";
import type { CommandType } from "../wire/commands.ts";
import type { QueryName } from "../wire/queries.ts";
import { CHANNELS, DELIVERY_STATES } from "../wire/states.ts";
import { askedSkills, at, language, someText, text, token } from "./fields.ts";
import { assignItem, closeItem, openItem } from "./items.ts";
import { messageBody } from "./messages.ts";
import { blockVisitor } from "./visitors.ts";

/**
 * What integrators may say on `tg.v1.<workspace>.cmd|in|qry`, in clear text: the engine's door seals
 * it and derives the ids. Files come over HTTP, so messages here are text, cards and links.
 */
const said = messageBody.refine((body) => !("file" in body), { path: ["kind"] });
const externalId = text(200).optional();
const conversation = { conversation: token };

export const INTEGRATOR_COMMANDS = {
  "conversation.open": z.strictObject({
    visitor: token,
    route: token,
    channel: z.enum(CHANNELS).optional(),
    topic: token.optional(),
    group: token.optional(),
    priority: z.int().min(0).max(9).optional(),
    skills: askedSkills.optional(),
    agent: token.optional(),
    language: language.optional(),
    message: said.optional(),
    originAt: at.optional(),
    externalId,
  }),
  "conversation.message": z.strictObject({
    ...conversation,
    message: said,
    originAt: at.optional(),
    externalId,
  }),
  "conversation.delivery": z.strictObject({
    ...conversation,
    message: token,
    state: z.enum(DELIVERY_STATES),
  }),
  "conversation.close": z.strictObject({ ...conversation, topic: token.optional() }),
  "conversation.reopen": z.strictObject(conversation),
  "conversation.leave": z.strictObject(conversation),
  "conversation.tag": z.strictObject({
    ...conversation,
    topic: token.optional(),
    tags: z.array(someText(50)).max(30).optional(),
  }),
  "conversation.prioritise": z.strictObject({ ...conversation, class: z.int().min(0).max(9) }),
  "conversation.rate": z.strictObject({
    ...conversation,
    score: z.int().min(1).max(5),
    reasons: z.array(token).max(20).optional(),
    comment: text(1_000).optional(),
  }),
  "visitor.block": blockVisitor.extend({ visitor: token }),
  "item.open": openItem,
  "item.assign": assignItem.extend({ item: token }),
  "item.close": closeItem.extend({ item: token }),
} satisfies Partial<Record<CommandType, z.ZodObject>>;

export type IntegratorCommand = keyof typeof INTEGRATOR_COMMANDS;
export type IntegratorBody<T extends IntegratorCommand> = z.infer<
  (typeof INTEGRATOR_COMMANDS)[T]
>;

export const INTEGRATOR_QUERIES = {
  "workspace.live": z.strictObject({}),
  "group.live": z.strictObject({ group: token, heads: z.int().min(0).max(100).default(0) }),
  "conversation.get": z.strictObject(conversation),
  "conversation.tail": z.strictObject({ ...conversation, after: z.int().min(0).default(0) }),
  "conversation.position": z.strictObject(conversation),
} satisfies Partial<Record<QueryName, z.ZodObject>>;

export type IntegratorQuery = keyof typeof INTEGRATOR_QUERIES;

/** What every command carries beside its own fields. */
export const integratorEnvelope = z.object({
  id: someText(128),
  level: z.int().min(1).max(1_000),
});
