import { randomId } from "../wire/random_id.ts";

/** Of 32 random bits: two people who add to one draft at the same time name different things. */
const DIGITS = 8;

/** An id for something new in a draft, `look-5f0c91aa`: nothing else has it, in anybody's hands. */
export const freshId = (prefix: string): string => `${prefix}-${randomId().slice(0, DIGITS)}`;
