import assert from "node:assert/strict";
import type {
  ConfigurationAdmin,
  ConfigurationDraft,
  ConfigurationPublished,
} from "../../../engine/contract/wire/http_configuration.ts";
import type { SimulationProgress } from "../../../engine/contract/wire/simulation.ts";
import { type House, openHouse, until } from "../../testing/house.ts";
import { ask, type Browser, staff } from "../../testing/people.ts";

const BASE = "/api/v1/simulations";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

/** The configuration in force as a draft, and its edition. */
async function drafted(admin: Browser): Promise<number> {
  const { body } = await ask<ConfigurationAdmin>(house, admin, "GET", "/api/v1/config");
  const edition = body.draft?.edition ?? 0;
  const written = await ask<ConfigurationDraft>(house, admin, "PUT", "/api/v1/config/draft", {
    edition,
    document: body.document,
  });
  return written.body.edition;
}

const ended = (admin: Browser, simulation: string) =>
  until(async () => {
    const { body } = await ask<SimulationProgress>(house, admin, "GET", `${BASE}/${simulation}`);
    return body.state === "running" ? undefined : body;
  }, "the end of the simulation");

Deno.test("simulations - a day that nobody came on says so, and the draft can be published", async () => {
  const admin = await staff(house, "admin");
  const edition = await drafted(admin);
  const asked = { day: "2026-01-01", edition };
  const started = await ask<{ simulation: string }>(house, admin, "POST", BASE, asked);
  assert.equal(started.status, 201);
  assert.deepEqual(await ended(admin, started.body.simulation), {
    state: "refused",
    cause: "noVisits",
  });
  const published = await ask<ConfigurationPublished>(
    house,
    admin,
    "POST",
    "/api/v1/config/publish",
    { edition, acceptWarnings: true },
  );
  assert.equal(published.status, 200);
});

Deno.test("simulations - one at a time, ended at once, and another may begin", async () => {
  const admin = await staff(house, "admin");
  const asked = { day: "2026-01-01", edition: await drafted(admin) };
  const first = await ask<{ simulation: string }>(house, admin, "POST", BASE, asked);
  const second = await ask<{ code: string }>(house, admin, "POST", BASE, asked);
  assert.deepEqual([second.status, second.body.code], [409, "conflict"]);
  const path = `${BASE}/${first.body.simulation}`;
  assert.equal((await ask(house, admin, "DELETE", path)).status, 204);
  assert.deepEqual(await ended(admin, first.body.simulation), { state: "cancelled" });
  assert.equal((await ask(house, admin, "POST", BASE, asked)).status, 201);
});

Deno.test("simulations - for admins alone, of the draft as it was read", async () => {
  const admin = await staff(house, "admin");
  const edition = await drafted(admin);
  const lin = await staff(house, "lin");
  const asked = { day: "2026-01-01", edition };
  assert.equal((await ask(house, lin, "POST", BASE, asked)).status, 403);
  const stale = await ask<{ code: string }>(house, admin, "POST", BASE, { ...asked, edition: 999 });
  assert.deepEqual([stale.status, stale.body.code], [409, "conflict"]);
  const wrong = await ask<{ code: string }>(house, admin, "POST", BASE, { ...asked, day: "today" });
  assert.deepEqual([wrong.status, wrong.body.code], [422, "invalid"]);
  const unknown = await ask(house, admin, "GET", `${BASE}/${crypto.randomUUID()}`);
  assert.equal(unknown.status, 404);
});
