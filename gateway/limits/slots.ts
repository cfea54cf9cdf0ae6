/**
 * How many of something that holds much memory may be under way at once, in all and per key. Rates
 * alone do not bound it: whoever sends or reads slowly holds everything for minutes.
 */
export interface Slots {
  /** The function that gives the place back, once; undefined when there is none. */
  take(key: string): (() => void) | undefined;
}

export function createSlots(max: number, perKeyMax: number): Slots {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(key) {
      const mine = taken.get(key) ?? 0;
      if (all >= max || mine >= perKeyMax) return undefined;
      all++;
      taken.set(key, mine + 1);
      let given = true;
      return () => {
        if (!given) return;
        given = false;
        all--;
        const left = taken.get(key)! - 1;
        if (left === 0) taken.delete(key);
        else taken.set(key, left);
      };
    },
  };
}
