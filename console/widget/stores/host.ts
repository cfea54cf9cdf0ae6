import { signal } from "@preact/signals";
import type { BrowsingSession } from "../../../engine/contract/wire/browsing.ts";
import type { OrderFact } from "../../../engine/contract/wire/desk.ts";
import type { VisitFacts } from "../../../engine/contract/wire/messages.ts";
import {
  type FromFrame,
  isFromLoader,
  type Language,
  type SignedCustomer,
} from "../loader/bridge.ts";

/** The page around this frame: what it told about the visit, and whether the panel is shown. */
export interface Visit {
  route: string;
  facts: VisitFacts;
  /** This browser as the shop's page told of it, and the invitation it said yes to. */
  browsing?: BrowsingSession;
}
export const visit = signal<Visit | undefined>(undefined);
/** What the shop's page told of this visitor's orders. */
export const orders = signal<OrderFact[] | undefined>(undefined);
/** Who is signed in at the shop. */
export const customer = signal<SignedCustomer | undefined>(undefined);
export const shown = signal(false);
/** Full screen on a phone: the page behind cannot be seen. */
export const fullScreen = signal(false);

const address = new URLSearchParams(globalThis.location?.search ?? "");

export const language = signal<Language>(address.get("language") === "en" ? "en" : "zh");

/** The host page's wish; without one the system's theme holds. */
export const theme = ["light", "dark"].find((name) => name === address.get("theme"));

/**
 * The loader names its origin in the frame's address. A page that lied there would only lose its
 * own messages: the browser delivers to the true origin or not at all.
 */
const origin = address.get("host") ?? "";

export function tell(message: FromFrame): void {
  if (origin !== "" && parent !== globalThis.window) parent.postMessage(message, origin);
}

/** Listens to the host page's loader, and to nobody else. */
export function listen(): void {
  document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
  if (theme) document.documentElement.dataset.theme = theme;
  addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== parent || !isFromLoader(event.data)) return;
    const message = event.data;
    switch (message.tidegate) {
      case "visit":
        visit.value = message;
        break;
      case "orders":
        orders.value = message.orders;
        break;
      case "customer":
        customer.value = message.customer;
        break;
      case "shown":
        fullScreen.value = message.fullScreen;
        shown.value = true;
        break;
      case "hidden":
        shown.value = false;
        break;
    }
  });
  tell({ tidegate: "ready" });
}
