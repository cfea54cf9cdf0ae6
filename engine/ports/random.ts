/** Randomness from outside; seeded in simulations. */
export interface Random {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
}
