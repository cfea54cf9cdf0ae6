import { z } from "zod";
import type { AssignItemRequest, CloseItemRequest, OpenItemRequest } from "../wire/http_routing.ts";
import { CHANNELS, CLASS_COUNT, ITEM_KINDS } from "../wire/states.ts";
import { at, token } from "./fields.ts";

/** Work items of other kinds than chats, as both doors take them. */
const KINDS = ITEM_KINDS.filter((kind) => kind !== "conversation");

/** In twentieths of a chat; as the core takes it. */
const COST_UNITS_MAX = 1_000;

export const openItem = z.strictObject({
  kind: z.enum(KINDS),
  visitor: token,
  route: token,
  channel: z.enum(CHANNELS).optional(),
  group: token.optional(),
  priority: z.int().min(0).max(CLASS_COUNT - 1).optional(),
  agent: token.optional(),
  costUnits: z.int().min(0).max(COST_UNITS_MAX).optional(),
  enqueuedAt: at.optional(),
}) satisfies z.ZodType<OpenItemRequest>;

export const assignItem = z.strictObject({ agent: token }) satisfies z.ZodType<AssignItemRequest>;

export const closeItem = z.strictObject({
  topic: token.optional(),
}) satisfies z.ZodType<CloseItemRequest>;

/** What opening answers. */
export const openedItem = z.object({ item: z.string(), seq: z.number() });
