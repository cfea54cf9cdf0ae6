import { z } from "zod";

/** Answers about clocks and configuration, as the OpenAPI document shows them. */
export const clockRates = z.object({
  at: z.number(),
  rates: z.array(z.object({
    shop: z.string(),
    clock: z.string(),
    day: z.string().meta({ description: "The shop's local day, 2026-11-11" }),
    inTime: z.int(),
    missed: z.int(),
    open: z.int(),
    share: z.number().optional(),
    target: z.number().optional(),
    missesLeft: z.int().optional().meta({
      description: "Misses the day still allows; negative = the target is lost by so many",
    }),
  })),
}).meta({ id: "ClockRates" });
