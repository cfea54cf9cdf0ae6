/** What is to come, earliest first; of one moment, in the order in which it was noted. */
export interface Moments {
  at: number[];
  order: number[];
  what: number[];
  noted: number;
}

export const createMoments = (): Moments => ({ at: [], order: [], what: [], noted: 0 });

export const nextAt = (moments: Moments): number => moments.at[0] ?? Infinity;

/** The earliest itself, or -1. */
export const nextWhat = (moments: Moments): number => moments.what[0] ?? -1;

/** `what` is a whole number that the caller understands. */
export function push(moments: Moments, at: number, what: number): void {
  const { at: keys, order, what: values } = moments;
  const noted = moments.noted++;
  let child = keys.length;
  keys.push(at);
  order.push(noted);
  values.push(what);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (keys[parent] <= at) break;
    keys[child] = keys[parent];
    order[child] = order[parent];
    values[child] = values[parent];
    child = parent;
  }
  keys[child] = at;
  order[child] = noted;
  values[child] = what;
}

/** Takes the earliest away; there must be one. */
export function pop(moments: Moments): number {
  const { at: keys, order, what: values } = moments;
  const taken = values[0];
  const at = keys.pop()!;
  const noted = order.pop()!;
  const value = values.pop()!;
  const count = keys.length;
  if (count === 0) return taken;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    if (child >= count) break;
    if (child + 1 < count && isBefore(moments, child + 1, child)) child++;
    if (keys[child] > at || (keys[child] === at && order[child] > noted)) break;
    keys[hole] = keys[child];
    order[hole] = order[child];
    values[hole] = values[child];
    hole = child;
  }
  keys[hole] = at;
  order[hole] = noted;
  values[hole] = value;
  return taken;
}

const isBefore = ({ at, order }: Moments, one: number, other: number): boolean =>
  at[one] < at[other] || (at[one] === at[other] && order[one] < order[other]);
