import { randomBytes } from "node:crypto";
import type { Random } from "../ports/random.ts";

/** The system's randomness. */
export const createRandom = (): Random => ({
  bytes: (count) => new Uint8Array(randomBytes(count)),
});
