import type { Loaded } from "./load.ts";

/**
 * A process's right to decide for a partition. Embedded there is nobody else; in a cluster the
 * lease behind it may be too old, and then nothing is decided and nothing leaves but what is
 * durable and true whoever owns: the reply to an accepted command.
 */
export interface Tenancy {
  fresh(): boolean;
  /** What a follower had folded, once; the journal's rest is applied to it. */
  memory?(): Loaded | undefined;
}

export const FOR_EVER: Tenancy = { fresh: () => true };
