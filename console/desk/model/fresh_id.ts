/** An id that nothing of the list has: `look3` where two stand, or the next number that is free. */
export function freshId(prefix: string, list: readonly { id: string }[]): string {
  const taken = new Set(list.map(({ id }) => id));
  let nth = list.length + 1;
  while (taken.has(`${prefix}${nth}`)) nth++;
  return `${prefix}${nth}`;
}
