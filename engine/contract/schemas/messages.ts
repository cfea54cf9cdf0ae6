import { z } from "zod";
import {
  MESSAGE_TEXT_MAX,
  type MessageBody,
  type VisitFacts,
  type VisitorCard,
} from "../wire/messages.ts";
import { durationMs, someText, text, token, webAddress } from "./fields.ts";

/** A file as a client names it; the door takes everything but the id from what is stored. */
export const fileReference = z.strictObject({
  id: token,
  name: text(255),
  type: z.string().max(100),
  bytes: z.int().min(0),
  width: z.int().min(0).optional(),
  height: z.int().min(0).optional(),
});

export const messageBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("text"), text: someText(MESSAGE_TEXT_MAX) }),
  z.strictObject({ kind: z.literal("image"), file: fileReference }),
  z.strictObject({ kind: z.literal("file"), file: fileReference }),
  z.strictObject({ kind: z.literal("voice"), file: fileReference, durationMs }),
  z.strictObject({
    kind: z.literal("card"),
    title: someText(200),
    text: text(500).optional(),
    price: text(50).optional(),
    url: webAddress.optional(),
    order: text(64).optional(),
  }),
  z.strictObject({
    kind: z.literal("link"),
    url: webAddress,
    title: text(200).optional(),
    push: z.boolean().optional(),
  }),
]) satisfies z.ZodType<MessageBody>;

/** What the widget may say about the visit; the address is the door's to know. */
export const visitFacts = z.strictObject({
  page: text(2_048).optional(),
  title: text(300).optional(),
  referrer: text(2_048).optional(),
  language: text(35).optional(),
  device: text(300).optional(),
}) satisfies z.ZodType<VisitFacts>;

const CARD_FIELDS_MAX = 30;
const CARD_TAGS_MAX = 30;

export const visitorCard = z.strictObject({
  name: text(100).optional(),
  phone: text(40).optional(),
  mail: text(200).optional(),
  qq: text(20).optional(),
  note: text(2_000).optional(),
  tags: z.array(someText(50)).max(CARD_TAGS_MAX).optional(),
  fields: z.record(someText(50), text(500))
    .refine((fields) => Object.keys(fields).length <= CARD_FIELDS_MAX).optional(),
}) satisfies z.ZodType<VisitorCard>;
