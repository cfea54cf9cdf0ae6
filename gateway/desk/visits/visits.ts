import { DatabaseUnavailable } from "../../../engine/contract/ports/database.ts";
import type { OrderFact, VisitPage } from "../../../engine/contract/wire/desk.ts";
import type { VisitFacts } from "../../../engine/contract/wire/messages.ts";
import type { Gateway } from "../../context.ts";
import type { VisitorPrincipal } from "../../visitor/token.ts";
import * as store from "./store.ts";

/**
 * Pages of visitors who came back to the widget: gathered in memory and written in bundles, for a
 * page view must cost nobody a wait. What a gateway loses with its process is a line in a list.
 */
const waitingOf = new WeakMap<Gateway, store.SealedVisit[]>();
const WAITING_MAX = 5_000;
const BUNDLE_MAX = 500;

function waiting(gateway: Gateway): store.SealedVisit[] {
  let found = waitingOf.get(gateway);
  if (!found) waitingOf.set(gateway, found = []);
  return found;
}

/** Whoever has a session already looks at another page. */
export async function lookedAt(
  gateway: Gateway,
  { workspace, visitor, key }: VisitorPrincipal,
  { page, title }: VisitFacts,
): Promise<void> {
  const all = waiting(gateway);
  if (!page || all.length >= WAITING_MAX) return;
  const at = gateway.clock.wall();
  const sealed = await gateway.keyring.seal(key, { page, title }, `${visitor}.visit.${at}`);
  if (sealed !== undefined) all.push({ workspace, visitor, at, sealed });
}

export async function beatVisits(gateway: Gateway): Promise<void> {
  const bundle = waiting(gateway).splice(0, BUNDLE_MAX);
  if (bundle.length > 0) await store.addVisits(gateway.database, bundle);
}

export async function tellOrders(
  gateway: Gateway,
  { workspace, visitor, key }: VisitorPrincipal,
  orders: OrderFact[],
): Promise<boolean> {
  const now = gateway.clock.wall();
  const sealed = await gateway.keyring.seal(key, orders, `${visitor}.orders.${now}`);
  if (sealed === undefined) return false;
  await store.putOrders(gateway.database, workspace, visitor, sealed, now);
  return true;
}

/** What the shop's pages told of a visitor; empty while the database does not answer. */
export async function visitsFor(
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<{ pages: VisitPage[]; orders: OrderFact[] }> {
  try {
    const rows = await store.visitsOf(gateway.database, workspace, visitor);
    const opened = await Promise.all(rows.map(async ({ at, sealed }) => {
      const seen = await gateway.keyring.open(sealed) as Omit<VisitPage, "at"> | undefined;
      return seen ? [{ at, ...seen }] : [];
    }));
    const told = await store.ordersOf(gateway.database, workspace, visitor);
    const orders = told && await gateway.keyring.open(told) as OrderFact[] | undefined;
    return { pages: opened.flat(), orders: orders || [] };
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return { pages: [], orders: [] };
    throw error;
  }
}
