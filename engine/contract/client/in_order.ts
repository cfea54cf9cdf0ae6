/** What a consumer needs of an event to put it into its place. */
export interface Numbered {
  seq: number;
}

/** Events that came early and wait for the one before them; more are left for a later delivery. */
const EARLY_MAX = 1_000;

export interface InOrder<E extends Numbered> {
  /**
   * `repeat`: handled before. `early`: kept until what is missing came. `later`: too far ahead to
   * keep; do not acknowledge it, it comes again. `ready`: these, in order, are next.
   */
  take(event: E): { is: "repeat" | "early" | "later" } | { is: "ready"; events: E[] };
  /** Call when an event's effect is durable, in the order of `ready`. */
  done(event: E): void;
  /** Everything up to here is handled: store it with your effects, in one transaction. */
  watermark(): number;
  /** The lowest number that is missing while later ones wait; undefined when none do. */
  missing(): number | undefined;
  /** What is missing will not come: goes on behind it, with those that are next then. */
  pass(): E[];
}

/**
 * Exactly once from at least once: the company's events are numbered without gaps, so the highest
 * number up to which everything was handled is all there is to remember. Whatever is at or below
 * it is a repeat; whatever is not the next one waits.
 */
export function inOrder<E extends Numbered>(watermark: number): InOrder<E> {
  const early = new Map<number, E>();
  let handled = watermark;
  let given = watermark;
  /** Numbers that were passed: nobody has to be done with them. */
  const gaps: [from: number, to: number][] = [];

  function isNext(seq: number): boolean {
    let awaited = handled + 1;
    for (const [from, to] of gaps) if (from <= awaited && awaited <= to) awaited = to + 1;
    return awaited === seq;
  }

  function next(): E[] {
    const events: E[] = [];
    for (let one = early.get(given + 1); one; one = early.get(given + 1)) {
      early.delete(++given);
      events.push(one);
    }
    return events;
  }

  return {
    take(event) {
      if (event.seq <= given || early.has(event.seq)) return { is: "repeat" };
      if (event.seq > given + 1) {
        if (early.size >= EARLY_MAX) return { is: "later" };
        early.set(event.seq, event);
        return { is: "early" };
      }
      given++;
      return { is: "ready", events: [event, ...next()] };
    },
    done(event) {
      if (!isNext(event.seq)) throw new RangeError(`${event.seq} is not the next`);
      handled = event.seq;
      while (gaps.length > 0 && gaps[0][1] < handled) gaps.shift();
    },
    watermark: () => handled,
    missing: () => early.size === 0 ? undefined : given + 1,
    pass() {
      if (early.size === 0) return [];
      const first = Math.min(...early.keys());
      gaps.push([given + 1, first - 1]);
      given = first - 1;
      return next();
    },
  };
}
