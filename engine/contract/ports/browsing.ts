import type { VisitFacts } from "../wire/messages.ts";

/** Somebody who looks at a shop's page. */
export interface Browsing {
  browsing: string;
  route: string;
  shop: string;
  language: "zh" | "en";
  facts: VisitFacts;
  /** Epoch ms. */
  since: number;
  pageSince: number;
  seenAt: number;
  pages: number;
  visitor?: string;
}

export interface Invitation {
  invitation: string;
  agent: string;
  text: string;
  /** Epoch ms. */
  at: number;
  answer?: "accepted" | "declined";
}

/**
 * Who is browsing, as all gateways together know it, and the invitations handed to them. Memory:
 * one process. Redis: many. It is help and never truth: losing all of it costs a list that is full
 * again in seconds. Every call may find it away, which is said as `undefined` and never thrown.
 */
export interface BrowsingPlace {
  get(workspace: string, browsing: string): Promise<Browsing | undefined>;
  /** Kept for so long, unless said again. */
  put(workspace: string, one: Browsing, forMs: number): Promise<true | undefined>;
  drop(workspace: string, browsing: string): Promise<true | undefined>;
  /** At most `max`, the latest seen first. */
  list(workspace: string, max: number): Promise<Browsing[] | undefined>;
  /** False when one stands already, answered or not: nobody is asked twice in that time. */
  invite(
    workspace: string,
    browsing: string,
    invitation: Invitation,
    forMs: number,
  ): Promise<boolean | undefined>;
  invitationOf(workspace: string, browsing: string): Promise<Invitation | undefined>;
  /** Of several at once, in their order. */
  invitationsOf(
    workspace: string,
    browsing: readonly string[],
  ): Promise<(Invitation | undefined)[] | undefined>;
  /** Once: false when it is another one, or answered already. It stays as long as it would have. */
  answer(
    workspace: string,
    browsing: string,
    invitation: string,
    answer: "accepted" | "declined",
  ): Promise<boolean | undefined>;
  close(): Promise<void>;
}
