import { z } from "zod";
import type { AdjustRequest } from "../wire/http_routing.ts";
import { STRATEGIES } from "../wire/states.ts";
import { overflowRules, terminal } from "./configuration.ts";
import { at, capacityUnits, durationMs, token } from "./fields.ts";

/** Temporary changes at the door: what, for whom, until when. */
const untilAt = at.describe("When it ends by itself, in ms since the epoch; after now.");
const ids = z.array(token).min(1).max(2_000);

export const adjustRequest = z.discriminatedUnion("what", [
  z.strictObject({
    what: z.literal("agent"),
    ids,
    capacityUnits: capacityUnits(20_000).optional(),
    windowCap: z.int().min(0).max(1_000).optional(),
    untilAt,
  }),
  z.strictObject({
    what: z.literal("group"),
    ids,
    set: z.strictObject({
      strategy: z.enum(STRATEGIES).optional(),
      overflow: overflowRules.optional(),
      terminal: terminal.optional(),
      offerMs: durationMs.optional(),
      wrapUpMs: durationMs.optional(),
      breaksMax: z.int().min(0).max(10_000).optional(),
    }),
    untilAt,
  }),
  z.strictObject({
    what: z.literal("clock"),
    ids,
    set: z.strictObject({
      warnMs: durationMs.optional(),
      breachMs: durationMs.optional(),
      reclaimMs: durationMs.optional(),
    }),
    untilAt,
  }),
]) satisfies z.ZodType<AdjustRequest>;

/** Which one: the sequence of the event that made it. */
export const adjustmentSeq = z.object({
  seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
});

export const adjustmentList = z.object({
  adjustments: z.array(z.looseObject({
    what: z.string(),
    ids: z.array(z.string()),
    seq: z.number(),
    at: z.number(),
    untilAt: z.number(),
    by: z.string(),
  })),
});
