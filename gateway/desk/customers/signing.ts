import { createHmac } from "node:crypto";
import type { CustomerFact } from "../../../engine/contract/wire/desk.ts";
import type { Gateway } from "../../context.ts";
import { sameText, sign } from "../../ids.ts";

/**
 * A shop's server says who is signed in there. Its secret is derived from this deployment's own and
 * kept nowhere; renewing it counts up, and makes what was signed before worthless.
 */
export function secretOf(gateway: Gateway, workspace: string, shop: string): string {
  const renewed = gateway.companySettings.of(workspace).customerSecrets?.[shop] ?? 0;
  return sign(gateway.settings.secret, "customer", [workspace, shop, renewed].join("\0"));
}

/** What a signature covers; the fields hold no line ends. */
const signedText = ({ customer, at, name = "", phone = "", mail = "" }: CustomerFact): string =>
  [customer, at, name, phone, mail].join("\n");

/** As a shop's server does it. */
export const signCustomer = (secret: string, fact: CustomerFact): string =>
  createHmac("sha256", secret).update(signedText(fact)).digest("hex");

/** A page may stand open for a day; a signature seen in a log is of no use later. */
const SIGNED_MS_MAX = 24 * 3_600_000;
/** How far a shop's clock may be ahead. */
const AHEAD_MS_MAX = 5 * 60_000;

export function isSigned(
  secret: string,
  fact: CustomerFact,
  signature: string,
  now: number,
): boolean {
  const age = now - fact.at;
  return age <= SIGNED_MS_MAX && age >= -AHEAD_MS_MAX &&
    sameText(signature, signCustomer(secret, fact));
}
