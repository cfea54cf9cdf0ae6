/** Every route there is, with nobody, a visitor and an agent at the door; rows 1, 5 and 7. */
import assert from "node:assert/strict";
import { type House, openHouse } from "./testing/house.ts";
import { ask, browser, staff, visitor } from "./testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

interface Route {
  method: string;
  path: string;
  security: Record<string, string[]>[];
}

/** As the interface describes itself, each parameter with a name that nobody has. */
async function routes(): Promise<Route[]> {
  const { body } = await ask<{ paths: Record<string, Record<string, Pick<Route, "security">>> }>(
    house,
    browser(),
    "GET",
    "/api/openapi.json",
  );
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      path,
      security,
    }))
  );
}
const filled = (path: string) => path.replaceAll(/\{[^}]+\}/g, "nobody");

/** What needs no name: signing in, an entrance, beginning as a visitor, looking around, a picture. */
const PUBLIC = new Set([
  "POST /api/v1/session",
  "POST /api/v1/visitor/sessions",
  "POST /api/v1/visitor/browsing",
  "GET /api/v1/visitor/routes/{route}",
  "GET /api/v1/pictures/{workspace}/{agent}/{version}",
]);
const OF_ADMINS =
  /^\/api\/v1\/(config|simulations|staffing|accounts|roster|customer-secrets)(\/|$)|\/erase$/;

Deno.test("attack 1, 5, 7 - every route has its door", async () => {
  const all = await routes();
  assert.ok(all.length > 80, String(all.length));
  const [anna, lin] = [await visitor(house), await staff(house, "lin")];
  for (const { method, path, security } of all) {
    const name = `${method} ${path}`;
    const open = security.length === 0 || security.some((one) => Object.keys(one).length === 0);
    assert.equal(open, PUBLIC.has(name), `${name} says who may ask`);
    if (open) continue;
    const statusOf = async (who: typeof lin, address: string) => {
      const headers = { ...who.headers };
      return (await ask(house, { address, headers }, method, filled(path))).status;
    };
    assert.equal(await statusOf(browser(), "127.0.9.1"), 401, name);
    const ofVisitors = path.startsWith("/api/v1/visitor/");
    assert.ok((ofVisitors ? "visitorToken" : "session") in security[0], name);
    if (ofVisitors) assert.equal(await statusOf(lin, "127.0.9.2"), 401, name);
    else assert.equal(await statusOf(anna, "127.0.9.3"), 401, name);
    if (OF_ADMINS.test(path)) assert.equal(await statusOf(lin, "127.0.9.4"), 403, name);
  }
});
