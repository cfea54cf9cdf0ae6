/** The end of a `switch` over a union: reaching it is a bug. */
export function unreachable(never: never): never {
  throw new Error(`unreachable: ${typeof never}`);
}
