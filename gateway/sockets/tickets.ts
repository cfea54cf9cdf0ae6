import type { Shared } from "../../engine/contract/ports/shared.ts";
import type { Staff } from "../identity/sessions.ts";
import { randomId, sameText, sha256, sign } from "../ids.ts";
import { LIMITS } from "../limits/limits.ts";
import type { GatewayClock } from "../options.ts";
import type { VisitorPrincipal } from "../visitor/token.ts";

/** Whom a socket will speak for; got over HTTPS, so no token ever stands in an address. */
export type TicketHolder =
  | { kind: "visitor"; who: VisitorPrincipal }
  | { kind: "agent"; staff: Staff };

export interface Tickets {
  issue(holder: TicketHolder): Promise<{ ticket: string; expiresAt: number }>;
  /** Once, at whichever gateway: a second use finds nothing. */
  redeem(ticket: string): Promise<TicketHolder | undefined>;
}

/**
 * A ticket lies where all gateways find it, under its hash and signed, so that who reads or writes
 * there can neither use one nor make one. While that place is away, this gateway's own memory does:
 * the ticket is good here alone.
 */
export function createTickets(clock: GatewayClock, shared: Shared, secret: string): Tickets {
  const own = new Map<string, { sealed: string; until: number }>();
  return {
    async issue(holder) {
      const now = clock.monotonic();
      for (const [name, { until }] of own) {
        if (until > now && own.size < LIMITS.ticketsMax) break;
        own.delete(name);
      }
      const ticket = randomId("t");
      const name = sha256(ticket);
      const text = JSON.stringify(holder);
      const sealed = `${sign(secret, "ticket", `${name}\0${text}`)}.${text}`;
      const told = await shared.putTicket(name, sealed, LIMITS.ticketMs);
      if (!told) own.set(name, { sealed, until: now + LIMITS.ticketMs });
      return { ticket, expiresAt: clock.wall() + LIMITS.ticketMs };
    },
    async redeem(ticket) {
      const name = sha256(ticket);
      const mine = own.get(name);
      own.delete(name);
      // told after all, and only the answer was late: it must not be good once more elsewhere
      if (mine) void shared.takeTicket(name);
      if (mine) {
        return mine.until > clock.monotonic() ? holderOf(secret, name, mine.sealed) : undefined;
      }
      const found = await shared.takeTicket(name);
      return found?.holder === undefined ? undefined : holderOf(secret, name, found.holder);
    },
  };
}

function holderOf(secret: string, name: string, sealed: string): TicketHolder | undefined {
  const dot = sealed.indexOf(".");
  const text = sealed.slice(dot + 1);
  if (!sameText(sealed.slice(0, dot), sign(secret, "ticket", `${name}\0${text}`))) return undefined;
  return JSON.parse(text);
}
