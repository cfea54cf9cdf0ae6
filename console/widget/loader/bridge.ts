import type { BrowsingSession } from "../../../engine/contract/wire/browsing.ts";
import type { CustomerRequest, OrderFact } from "../../../engine/contract/wire/desk.ts";
import type { VisitFacts } from "../../../engine/contract/wire/messages.ts";

/**
 * What the host page's loader and the frame say to each other. Both check the other's origin and
 * window before they read a word; neither ever sends text that a person wrote.
 */
export type Language = "zh" | "en";

/** What the frame has to know before it can paint stands in its address. */
export interface FrameAddress {
  host: string;
  language: Language;
  theme?: "light" | "dark";
}

/** Who is signed in at the shop, as its own server signed it. */
export type SignedCustomer = Omit<CustomerRequest, "route">;

export type FromLoader =
  | { tidegate: "visit"; route: string; facts: VisitFacts; browsing?: BrowsingSession }
  | { tidegate: "orders"; orders: OrderFact[] }
  | { tidegate: "customer"; customer: SignedCustomer }
  | { tidegate: "shown"; fullScreen: boolean }
  | { tidegate: "hidden" };

export type FromFrame =
  | { tidegate: "ready" }
  | { tidegate: "collapse" }
  /** A page that the visitor said yes to, or that the company opens on its own site. */
  | { tidegate: "go"; url: string }
  /** `live`: a conversation is going on, so the next page of the shop loads the frame at once. */
  | { tidegate: "status"; unread: number; live: boolean };

export const isFromLoader = (data: unknown): data is FromLoader =>
  typeof data === "object" && data !== null && "tidegate" in data &&
  ["visit", "orders", "customer", "shown", "hidden"].includes(data.tidegate as string);
