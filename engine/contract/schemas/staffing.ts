import { z } from "zod";
import { STAFFING_LOAD_MAX } from "../wire/staffing.ts";

/** Body and answer of the staffing calculator. */

const HOUR_MS = 3_600_000;

export const staffingRequest = z.strictObject({
  visitorsPerHour: z.number().min(0.1).max(100_000),
  handleMs: z.int().min(1_000).max(8 * HOUR_MS)
    .meta({ description: "From the agent's taking a conversation to its end" }),
  atOnce: z.int().min(1).max(100).default(1)
    .meta({ description: "Conversations that an agent has at a time" }),
  patienceMs: z.int().min(1_000).max(2 * HOUR_MS).optional()
    .meta({ description: "Mean time until a visitor gives up; absent: nobody does" }),
  withinMs: z.int().min(0).max(HOUR_MS),
  sl: z.number().min(0.01).max(0.999)
    .meta({ description: "Share of all who come that is answered within that time" }),
}).refine(
  ({ visitorsPerHour, handleMs }) => visitorsPerHour * handleMs / HOUR_MS <= STAFFING_LOAD_MAX,
  { path: ["visitorsPerHour"], error: `visitors × handle time: at most ${STAFFING_LOAD_MAX}` },
);

export const staffingAnswer = z.object({
  agents: z.int(),
  rows: z.array(z.object({
    agents: z.int(),
    sl: z.number(),
    abandoned: z.number(),
    waitMs: z.number(),
    occupancy: z.number(),
  })),
}).meta({ id: "StaffingAnswer" });
