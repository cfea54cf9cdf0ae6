import { z } from "zod";
import type { AgentRecord } from "../wire/roster.ts";
import { CHANNELS } from "../wire/states.ts";
import { capacityUnits, nameText, text, token } from "./fields.ts";

const MEMBERSHIPS_MAX = 200;
const CAPACITY_UNITS_MAX = 20 * 200;

export const agentRecord = z.strictObject({
  name: nameText(60).min(1),
  capacityUnits: capacityUnits(CAPACITY_UNITS_MAX),
  windowCap: z.int().min(0).max(500),
  memberships: z.array(
    z.strictObject({
      group: token,
      weight: z.int().min(1).max(100),
      bonus: z.number().min(0).max(1_000_000).optional(),
    }),
  )
    .max(MEMBERSHIPS_MAX),
  channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length),
  shops: z.array(token).max(1_000).optional(),
  skills: z.record(token, z.int().min(1).max(5)).optional(),
  schedule: token.optional(),
  portrait: text(300).optional(),
}) satisfies z.ZodType<AgentRecord>;

/** `expects`: the record as the writer has read it; when another one stands there, nothing is written. */
export const rosterRequest = agentRecord.extend({ expects: agentRecord.optional() });
