import { z } from "zod";
import {
  type NewAccountRequest,
  type OwnSession,
  PASSWORD_LENGTH_MIN,
  type PasswordRequest,
  type SecondFactorBegun,
  type SecondFactorCodes,
  type SecondFactorState,
} from "../wire/http_account.ts";
import { nameText, token } from "./fields.ts";

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

export const newAccountRequest = z.strictObject({
  account: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/),
  name: nameText(60).min(1),
  role: roleRequest.shape.role,
  password: z.string().min(PASSWORD_LENGTH_MIN).max(200),
  takes: z.boolean(),
}) satisfies z.ZodType<NewAccountRequest>;

export const passwordRequest = z.strictObject({
  password: z.string().min(1).max(200),
  next: z.string().min(PASSWORD_LENGTH_MIN).max(200),
}) satisfies z.ZodType<PasswordRequest>;

export const secondFactorState = z.object({
  on: z.boolean(),
  recoveryLeft: z.number(),
  required: z.boolean(),
}).meta({ id: "SecondFactorState" }) satisfies z.ZodType<SecondFactorState>;
export const secondFactorBegun = z.object({
  secret: z.string(),
  uri: z.string(),
  picture: z.array(z.string()),
}) satisfies z.ZodType<SecondFactorBegun>;
export const secondFactorCodes = z.object({
  recovery: z.array(z.string()),
}) satisfies z.ZodType<SecondFactorCodes>;

const password = z.string().min(1).max(200);
/** Six digits, or a code for a lost device. */
export const secondFactorCode = z.string().max(40).regex(/^[0-9A-Fa-f -]{6,40}$/);
export const secondFactorBegin = z.strictObject({ password });
export const secondFactorConfirm = z.strictObject({ code: secondFactorCode });
export const secondFactorOff = z.strictObject({ password, code: secondFactorCode });
