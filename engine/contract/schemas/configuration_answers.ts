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

const change = z.object({
  at: z.number(),
  kind: z.enum(["publish", "revert"]),
  hash: z.string(),
  revertAt: z.number().optional(),
  by: z.string(),
});
const document = z.looseObject({});

export const configurationAdmin = z.object({
  version: z.int(),
  hash: z.string(),
  document,
  changes: z.array(change),
  draft: z.object({ edition: z.int(), by: z.string(), at: z.number() }).optional(),
}).meta({ id: "ConfigurationAdmin" });

export const configurationDraft = z.object({
  edition: z.int(),
  document,
  basedOn: z.int(),
  by: z.string(),
  at: z.number(),
}).meta({ id: "ConfigurationDraft" });

const finding = z.object({
  path: z.string(),
  rule: z.string(),
  limit: z.number().optional(),
  fault: z.string().optional(),
  sentence: z.object({ zh: z.string(), en: z.string() }),
});
export const configurationCheck = z.object({
  faults: z.array(finding),
  warnings: z.array(finding),
}).meta({ id: "ConfigurationCheck" });

export const configurationPublished = z.object({
  hash: z.string(),
  version: z.int().optional().meta({ description: "Absent while it only has an appointment" }),
}).meta({ id: "ConfigurationPublished" });

const versionFields = {
  version: z.int(),
  hash: z.string(),
  at: z.number(),
  by: z.string(),
  cause: z.enum(["scheduled", "reverted"]).optional(),
  scheduledFor: z.number().optional(),
  revertAt: z.number().optional(),
};
export const configurationVersions = z.object({ versions: z.array(z.object(versionFields)) })
  .meta({ id: "ConfigurationVersions" });
export const configurationVersion = z.object({ ...versionFields, document })
  .meta({ id: "ConfigurationVersion" });

export const configurationDiff = z.object({
  from: z.union([z.literal("draft"), z.int()]),
  to: z.union([z.literal("draft"), z.int()]),
  changes: z.array(z.object({
    path: z.string(),
    kind: z.enum(["added", "removed", "changed"]),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })),
}).meta({ id: "ConfigurationDiff" });

export const explanation = z.looseObject({
  conversation: z.string(),
  seq: z.int(),
  at: z.number(),
  event: z.string(),
  configuration: z.object({ version: z.int(), hash: z.string() }),
  group: z.string(),
  strategy: z.string(),
  winner: z.string().optional(),
  candidates: z.array(z.looseObject({
    agent: z.string(),
    eligible: z.boolean(),
    failing: z.string().optional(),
    usedUnits: z.number(),
    capacityUnits: z.number(),
    idleMs: z.number().optional().describe(
      "Since the last assignment, release or change of presence; absent for an agent who has " +
        "never been on.",
    ),
  })),
  looked: z.int(),
  eligible: z.int(),
}).meta({ id: "Explanation" });
