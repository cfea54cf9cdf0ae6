import { z } from "zod";
import { JUDGED_FIGURES, SIMULATION_CAUSES, type SimulationCause } from "../wire/simulation.ts";

/** Bodies and answers of what-if. */

/** Fewer days say nothing of 95 %, more keep an admin waiting. */
const DAYS_MIN = 40;
const DAYS_MAX = 1_000;
const DAYS = 100;
const ANSWER_WITHIN_MS = 30_000;

export const simulationRequest = z.strictObject({
  day: z.iso.date().meta({ description: "Local day of the first shop, 2026-11-11" }),
  edition: z.int().min(1).meta({ description: "The draft as you have read it" }),
  answerWithinMs: z.int().min(1_000).max(3_600_000).default(ANSWER_WITHIN_MS),
  days: z.int().min(DAYS_MIN).max(DAYS_MAX).default(DAYS),
});

export const bySimulation = z.object({ simulation: z.uuid() });

export const simulationStarted = z.object({ simulation: z.string() })
  .meta({ id: "SimulationStarted" });

const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() });
const judged = <T extends z.ZodType>(one: T) => z.object({ sl: one, asaMs: one, abandoned: one });
const figures = z.object({
  sl: interval,
  asaMs: interval,
  abandoned: interval,
  served: interval,
  occupancy: interval,
  waitMs: z.object({ p50: interval, p90: interval, p99: interval }),
});
const side = z.object({ all: figures, groups: z.record(z.string(), figures) });

const whatIf = z.object({
  day: z.string(),
  visits: z.int(),
  open: z.int(),
  knownMs: z.int().optional(),
  days: z.int(),
  seed: z.int(),
  answerWithinMs: z.int(),
  changed: z.boolean().describe(
    "More than one configuration was published that day: the one that met most visitors stands " +
      "for all of it.",
  ),
  reproduced: z.boolean().describe(
    "The configuration in force, simulated on the day as recorded, gives what was recorded: every " +
      "figure lies in the model's 95 % interval. If not there is no comparison, and `misses` says " +
      "by how much.",
  ),
  recorded: judged(z.number()),
  model: judged(interval),
  misses: z.array(z.object({
    figure: z.enum(JUDGED_FIGURES),
    recorded: z.number(),
    low: z.number(),
    high: z.number(),
    by: z.number(),
  })),
  comparison: z.object({ live: side, draft: side, difference: judged(interval) }).optional(),
});

export const simulationProgress = z.discriminatedUnion("state", [
  z.object({ state: z.literal("running"), done: z.int(), of: z.int() }),
  z.object({ state: z.literal("finished"), result: whatIf }),
  z.object({
    state: z.literal("refused"),
    cause: z.enum(Object.keys(SIMULATION_CAUSES) as [SimulationCause, ...SimulationCause[]]),
  }),
  z.object({ state: z.literal("cancelled") }),
]).meta({ id: "SimulationProgress" });
