import type { VisitFacts } from "./messages.ts";

/**
 * Who looks around on the shops' pages, and the invitations that agents hand them. Kept in memory
 * or Redis for as long as somebody is there; only that an invitation was given and taken is kept.
 */

/** POST /api/v1/visitor/browsing, by the shop's page and without credentials. */
export interface BrowsingRequest {
  route: string;
  language: "zh" | "en";
  /** Random and of this browser alone; whoever knows it is that browser. */
  browsing: string;
  facts: VisitFacts;
  /** The page is left or put aside: nobody looks any more. */
  gone?: boolean;
  /** An invitation that the visitor put away. */
  declined?: string;
}
export interface BrowsingAnswer {
  /** When to say again that somebody is there. */
  againMs: number;
  /** Stands until it is answered, or its time is over. */
  invitation?: { invitation: string; text: string; name: string; portrait?: string };
}

/** Of `POST /api/v1/visitor/sessions`: who was browsing, and the invitation that is accepted. */
export interface BrowsingSession {
  browsing: string;
  accepts?: string;
}

export type InvitationState = "waiting" | "accepted" | "declined" | "unanswered";

/** Somebody who looks at a page now. */
export interface BrowsingVisitor {
  browsing: string;
  route: string;
  shop: string;
  language: "zh" | "en";
  facts: VisitFacts;
  /** Epoch ms: on the site, and on this page, since. */
  since: number;
  pageSince: number;
  pages: number;
  /** Known by a session of the widget. */
  visitor?: string;
  name?: string;
  /** An open conversation, and who has it. */
  talks?: { agent?: string };
  invited?: { agent: string; at: number; state: InvitationState };
}

/** GET /api/v1/browsing: the latest first; the day's invitations are one's own, or everybody's. */
export interface BrowsingList {
  visitors: BrowsingVisitor[];
  /** True where more are there than are listed. */
  more: boolean;
  today: { invited: number; accepted: number };
}

/** POST /api/v1/browsing/{id}/invite */
export interface InviteRequest {
  text: string;
}

/** An invitation of one line or two: it stands over the shop's page. */
export const INVITATION_TEXT_MAX = 200;
