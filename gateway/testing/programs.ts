/** Programs at the doors of a test house: a key, no cookie, no origin. */
import assert from "node:assert/strict";
import type { ApiKeyMade, Scope } from "../../engine/contract/wire/http_api_keys.ts";
import type { House } from "./house.ts";
import { ask, type Browser, browser, staff } from "./people.ts";

export async function program(house: House, ...scopes: Scope[]): Promise<Browser> {
  const body = { name: "ERP", scopes, days: 30 };
  const admin = await staff(house, "admin");
  const made = await ask<ApiKeyMade>(house, admin, "POST", "/api/v1/api-keys", body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const authorization = `Bearer ${made.body.key}`;
  return {
    address: browser().address,
    headers: { host: "desk.test", "accept-language": "en", authorization },
  };
}
