import type { BrowsingAnswer, BrowsingRequest } from "../../../engine/contract/wire/browsing.ts";
import type { VisitFacts } from "../../../engine/contract/wire/messages.ts";
import type { Language } from "../loader/bridge.ts";
import { showCard } from "./card.ts";

/**
 * Says that somebody looks at this page, again as often as the gateway asks for it and only while
 * the page is in front; and shows an invitation that comes back. A script of its own, fetched by
 * the loader when the page is idle: nothing of it is needed to write the first message.
 */
export interface BrowsingParts {
  origin: string;
  route: string;
  language: Language;
  /** This browser, as long as its tab is open. */
  browsing: string;
  shadow: ShadowRoot;
  facts(): VisitFacts;
  /** The visitor said yes. */
  accept(invitation: string): void;
}

/** After a word that did not arrive; a shop's page loses nothing by it. */
const AFTER_FAILURE_MS = 30_000;
/** The gateway knows no such entrance: nobody will ask here. */
const NOT_FOUND = 404;

export function watch(parts: BrowsingParts): void {
  const { route, language, browsing } = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: { invitation: string; remove(): void } | undefined;

  const ask = (more: Partial<BrowsingRequest> = {}) => {
    const request: BrowsingRequest = {
      route,
      language,
      browsing,
      facts: parts.facts(),
      ...more,
    };
    return fetch(`${parts.origin}/api/v1/visitor/browsing`, {
      method: "POST",
      // text asks no leave of a gateway that is another origin than the shop
      headers: { "content-type": "text/plain" },
      body: JSON.stringify(request),
      credentials: "omit",
      keepalive: true,
    });
  };

  const put = (invitation: BrowsingAnswer["invitation"]) => {
    if (invitation?.invitation === shown?.invitation) return;
    shown?.remove();
    const remove = invitation && showCard(parts.shadow, language, invitation, (yes) => {
      shown?.remove();
      if (yes) parts.accept(invitation.invitation);
      else void say({ declined: invitation.invitation });
    });
    shown = invitation && remove && { invitation: invitation.invitation, remove };
  };

  const say = async (more?: Partial<BrowsingRequest>) => {
    clearTimeout(timer);
    let againMs = AFTER_FAILURE_MS;
    try {
      const response = await ask(more);
      if (response.status === NOT_FOUND) return;
      if (response.ok) {
        const answer = await response.json() as BrowsingAnswer;
        againMs = answer.againMs;
        put(answer.invitation);
      }
    } catch {
      // the line is away; the next word says it again
    }
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(() => void say(), againMs);
  };

  const turn = () => {
    clearTimeout(timer);
    if (!document.hidden) void say();
    else ask({ gone: true }).catch(() => {});
  };
  document.addEventListener("visibilitychange", turn);
  if (!document.hidden) void say();
}
