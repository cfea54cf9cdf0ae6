import type { Event } from "../contract/wire/events.ts";

/**
 * Which gateways this partition has sessions on, and since when each is silent (architecture §6).
 *
 * Only silence that the owner could have heard counts. After a start, a takeover, a stall of the
 * loop or an outage of the journal, the silence of every gateway starts anew: otherwise an engine
 * that slept would wake and declare everybody gone.
 */
export interface Leases {
  hello(gateway: string, now: number): void;
  /** Learns from an event which gateways hold sessions. */
  note(event: Event): void;
  know(gateways: Iterable<string>): void;
  /** Lapsed: not silent again until an event names it. */
  forget(gateway: string): void;
  /** Starts every silence anew. */
  restart(now: number): void;
  /** Known gateways that have been silent too long. */
  silent(now: number): string[];
}

/** Three hellos missed. */
export const LEASE_MS = 6_000;
/** A gateway serves thousands of sessions; a hundred of them is the largest installation. */
const GATEWAYS_MAX = 1_000;

export function createLeases(began: number): Leases {
  const heard = new Map<string, number>();
  const known = new Set<string>();
  let since = began;

  function note(event: Event): void {
    if (event.type === "agent.connected" || event.type === "visitor.presence_changed") {
      if (event.gateway !== "") known.add(event.gateway);
    } else if (event.type === "gateway.lapsed") {
      known.delete(event.gateway);
    }
  }

  return {
    hello(gateway, now) {
      heard.delete(gateway);
      heard.set(gateway, now);
      if (heard.size > GATEWAYS_MAX) heard.delete(heard.keys().next().value!);
    },
    note,
    know(gateways) {
      for (const gateway of gateways) known.add(gateway);
    },
    forget(gateway) {
      known.delete(gateway);
      heard.delete(gateway);
    },
    restart(now) {
      since = now;
    },
    silent: (now) =>
      [...known].filter((gateway) =>
        now - Math.max(since, heard.get(gateway) ?? -Infinity) >= LEASE_MS
      ).sort(),
  };
}
