import { z } from "zod";
import {
  type OwnSession,
  PASSWORD_LENGTH_MIN,
  type PasswordRequest,
} from "../wire/http_account.ts";
import { token } from "./fields.ts";

/** Bodies and answers about one's own account. */
const ownSession = z.object({
  session: z.string(),
  device: z.string(),
  address: z.string(),
  createdAt: z.number(),
  seenAt: z.number(),
  own: z.boolean(),
}).meta({ id: "OwnSession" }) satisfies z.ZodType<OwnSession>;
export const ownSessions = z.object({ sessions: z.array(ownSession) });
export const bySession = z.strictObject({ session: token });

/** Of the staff; the sessions of who gets another one end. */
export const roleRequest = z.strictObject({ role: z.enum(["agent", "supervisor", "admin"]) });

export const passwordRequest = z.strictObject({
  password: z.string().min(1).max(200),
  next: z.string().min(PASSWORD_LENGTH_MIN).max(200),
}) satisfies z.ZodType<PasswordRequest>;
