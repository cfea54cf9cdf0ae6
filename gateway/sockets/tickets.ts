import type { Staff } from "../identity/sessions.ts";
import { randomId } from "../ids.ts";
import { LIMITS } from "../limits/limits.ts";
import type { GatewayClock } from "../options.ts";
import type { VisitorPrincipal } from "../visitor/token.ts";

/** Whom a socket will speak for; got over HTTPS, so no token ever stands in an address. */
export type TicketHolder =
  | { kind: "visitor"; who: VisitorPrincipal }
  | { kind: "agent"; staff: Staff };

export interface Tickets {
  issue(holder: TicketHolder): { ticket: string; expiresAt: number };
  /** Once: a second use finds nothing. */
  redeem(ticket: string): TicketHolder | undefined;
}

export function createTickets(clock: GatewayClock): Tickets {
  const open = new Map<string, { holder: TicketHolder; until: number }>();
  return {
    issue(holder) {
      const now = clock.monotonic();
      for (const [ticket, { until }] of open) {
        if (until > now && open.size < LIMITS.ticketsMax) break;
        open.delete(ticket);
      }
      const ticket = randomId("t");
      open.set(ticket, { holder, until: now + LIMITS.ticketMs });
      return { ticket, expiresAt: clock.wall() + LIMITS.ticketMs };
    },
    redeem(ticket) {
      const found = open.get(ticket);
      open.delete(ticket);
      return found && found.until > clock.monotonic() ? found.holder : undefined;
    },
  };
}
