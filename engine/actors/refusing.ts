import type { Reply } from "../contract/wire/commands.ts";
import { type Refusal, refusal } from "../contract/wire/refusals.ts";

/** A load takes about this long; another owner's takeover as well. */
const RETRY_MS = 1_000;

export const no = (error: Refusal): Reply => ({ ok: false, error });

/** The partition cannot answer now. Whether the command was stored may be unknown. */
export const unavailable = (): Refusal => refusal("unavailable", { retryAfterMs: RETRY_MS });

/** Too many of something bounded; a moment later there is room. */
export const busy = (): Refusal => refusal("busy", { retryAfterMs: RETRY_MS });
