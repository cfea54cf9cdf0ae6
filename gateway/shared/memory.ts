import type { Shared } from "../../engine/contract/ports/shared.ts";

/** Tickets live for seconds; above this the oldest go first. */
const TICKETS_MAX = 50_000;
/** Persons with a socket in this process. */
const PEOPLE_MAX = 200_000;
/** Buckets that are full again are forgotten when there are more. */
const BUCKETS_MAX = 100_000;

interface Bucket {
  tokens: number;
  at: number;
  fullAt: number;
}

/** For gateways of one process; two of them given the same one are two gateways. */
export function memoryShared(monotonic: () => number): Shared {
  const tickets = new Map<string, { holder: string; until: number }>();
  const living = new Map<string, number>();
  const people = new Map<string, Set<string>>();
  const buckets = new Map<string, Bucket>();

  const forget = <T>(from: Map<string, T>, max: number, over: (one: T) => boolean): void => {
    for (const [key, one] of from) {
      if (from.size < max && !over(one)) return;
      from.delete(key);
    }
  };

  return {
    putTicket(name, holder, forMs) {
      const now = monotonic();
      forget(tickets, TICKETS_MAX, (ticket) => ticket.until <= now);
      tickets.set(name, { holder, until: now + forMs });
      return Promise.resolve(true);
    },
    takeTicket(name) {
      const found = tickets.get(name);
      tickets.delete(name);
      return Promise.resolve(found && found.until > monotonic() ? { holder: found.holder } : {});
    },
    alive(gateway, forMs) {
      const now = monotonic();
      const known = (living.get(gateway) ?? 0) > now;
      living.set(gateway, now + forMs);
      return Promise.resolve(known ? "known" : "new");
    },
    enter(gateway, persons) {
      for (const person of persons) {
        const found = people.get(person);
        if (found) found.add(gateway);
        else if (people.size < PEOPLE_MAX) people.set(person, new Set([gateway]));
      }
      return Promise.resolve(true);
    },
    leave(gateway, persons) {
      for (const person of persons) {
        const found = people.get(person);
        found?.delete(gateway);
        if (found?.size === 0) people.delete(person);
      }
      return Promise.resolve(true);
    },
    elsewhere(gateway, person) {
      const now = monotonic();
      const others = [...people.get(person) ?? []].filter((one) =>
        one !== gateway && (living.get(one) ?? 0) > now
      );
      return Promise.resolve(others.length > 0);
    },
    spend(spent) {
      const now = monotonic();
      forget(buckets, BUCKETS_MAX, (bucket) => bucket.fullAt <= now);
      return Promise.resolve(spent.map(({ budget, key, tokens, perSecond, burst }) => {
        const held = buckets.get(`${budget} ${key}`) ?? { tokens: burst, at: now, fullAt: now };
        const refilled = Math.min(burst, held.tokens + (now - held.at) / 1_000 * perSecond);
        const left = Math.max(-burst, Math.min(burst, refilled - tokens));
        buckets.set(`${budget} ${key}`, {
          tokens: left,
          at: now,
          fullAt: now + (burst - left) / perSecond * 1_000,
        });
        return left;
      }));
    },
    close: () => Promise.resolve(),
  };
}
