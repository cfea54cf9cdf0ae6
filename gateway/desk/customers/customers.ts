import { DatabaseUnavailable } from "../../../engine/contract/ports/database.ts";
import type { CustomerFact, CustomerRequest } from "../../../engine/contract/wire/desk.ts";
import { done, type Outcome, refused, wrongField } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import type { Staff } from "../../identity/sessions.ts";
import type { VisitorPrincipal } from "../../visitor/token.ts";
import { isSigned, secretOf } from "./signing.ts";

/** Keeps who the visitor is to the shop, when its signature holds; else refuses by field. */
export async function identify(
  gateway: Gateway,
  { workspace, visitor, key }: VisitorPrincipal,
  { route, signature, ...fact }: CustomerRequest,
): Promise<Outcome<undefined>> {
  const company = await gateway.companies.get(workspace);
  if (!company) return refused("unavailable");
  const shop = company.configuration?.routes.find(({ id }) => id === route)?.shop;
  if (shop === undefined) return wrongField("route", "reference");
  const now = gateway.clock.wall();
  if (!isSigned(secretOf(gateway, workspace, shop), fact, signature, now)) {
    return wrongField("signature", "state");
  }
  const sealed = await gateway.keyring.seal(key, fact, `${visitor}.customer.${now}`);
  if (sealed === undefined) return refused("unauthenticated");
  await gateway.database.query(
    `insert into desk.visitor_customers (workspace, visitor, sealed, changed_at)
     values ($1, $2, $3, $4)
     on conflict (workspace, visitor) do update
       set sealed = excluded.sealed, changed_at = excluded.changed_at`,
    [workspace, visitor, sealed, now],
  );
  return done(undefined);
}

/** Undefined when the shop said nothing, or while the database does not answer. */
export async function customerOf(
  gateway: Gateway,
  workspace: string,
  visitor: string,
): Promise<CustomerFact | undefined> {
  try {
    const [row] = await gateway.database.query<{ sealed: string }>(
      "select sealed from desk.visitor_customers where workspace = $1 and visitor = $2",
      [workspace, visitor],
    );
    return row && await gateway.keyring.open(row.sealed) as CustomerFact | undefined;
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return undefined;
    throw error;
  }
}

export async function shopSecret(
  gateway: Gateway,
  { workspace }: Staff,
  shop: string,
): Promise<Outcome<{ secret: string }>> {
  const company = await gateway.companies.get(workspace);
  if (!company) return refused("unavailable");
  if (!company.configuration?.shops.some(({ id }) => id === shop)) return refused("not_found");
  await gateway.companySettings.refresh();
  return done({ secret: secretOf(gateway, workspace, shop) });
}

/** A new secret; what was signed by the old one is refused from now on. */
export async function renewSecret(
  gateway: Gateway,
  staff: Staff,
  shop: string,
): Promise<Outcome<{ secret: string }>> {
  const known = await shopSecret(gateway, staff, shop);
  if (!known.ok) return known;
  const settings = gateway.companySettings.of(staff.workspace);
  const counts = settings.customerSecrets ?? {};
  const customerSecrets = { ...counts, [shop]: (counts[shop] ?? 0) + 1 };
  const now = gateway.clock.wall();
  await gateway.companySettings.put(staff.workspace, { ...settings, customerSecrets }, now);
  return done({ secret: secretOf(gateway, staff.workspace, shop) });
}
