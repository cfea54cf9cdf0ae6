import assert from "node:assert/strict";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import type {
  ConfigurationAdmin,
  ConfigurationDraft,
  ConfigurationPublished,
} from "../../../engine/contract/wire/http_configuration.ts";
import type { Problem } from "../../../engine/contract/wire/http.ts";
import { JUDGED_MIN, type SimulationProgress } from "../../../engine/contract/wire/simulation.ts";
import { type House, openHouse, until } from "../../testing/house.ts";
import { ask, atWork, type Browser, opened, staff, visitor } from "../../testing/people.ts";

const BASE = "/api/v1/simulations";
const VISITS = JUDGED_MIN;

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

Deno.test("simulations - an admin tries a draft on today, watches it, reads intervals, publishes", async () => {
  const lin = await atWork(house, "lin");
  for (let n = 0; n < VISITS; n++) {
    const { conversation } = await opened(house, await visitor(house), `question ${n}`);
    const path = `/api/v1/conversations/${conversation}/close`;
    assert.equal((await ask(house, lin.who, "POST", path, {})).status, 200);
  }
  lin.line.hangUp();
  const admin = await staff(house, "admin");
  const { body } = await ask<ConfigurationAdmin>(house, admin, "GET", "/api/v1/config");
  const groups = (body.document as unknown as Configuration).groups
    .map((group) => ({ ...group, strategy: "longestIdle" }));
  const written = await ask<ConfigurationDraft>(house, admin, "PUT", "/api/v1/config/draft", {
    edition: body.draft?.edition ?? 0,
    document: { ...body.document, groups },
  });
  const { edition } = written.body;
  const { timeZone } = (body.document as unknown as Configuration).shops[0];
  const day = new Date().toLocaleDateString("sv-SE", { timeZone });
  const asked = { day, edition, days: 40 };
  const { body: started } = await ask<{ simulation: string }>(house, admin, "POST", BASE, asked);
  const path = `${BASE}/${started.simulation}`;
  const { body: begun } = await ask<SimulationProgress>(house, admin, "GET", path);
  assert.ok(begun.state === "running" && begun.of === 80, JSON.stringify(begun));
  const end = await ended(admin, started.simulation) as SimulationProgress;
  assert.ok(end.state === "finished" && end.result.reproduced, JSON.stringify(end));
  const { visits, comparison } = end.result;
  assert.equal(visits, VISITS);
  const { live, draft } = comparison!;
  for (const { sl } of [live.all, draft.all]) assert.ok(sl.low <= sl.mean && sl.mean <= sl.high);
  const published = await ask<ConfigurationPublished>(
    house,
    admin,
    "POST",
    "/api/v1/config/publish",
    { edition, acceptWarnings: true },
  );
  assert.equal(published.body.version, (body.version ?? 0) + 1);
});

Deno.test("simulations - one at a time, ended at once, and another may begin", async () => {
  const admin = await staff(house, "admin");
  const asked = { day: "2026-01-01", edition: await drafted(admin) };
  const first = await ask<{ simulation: string }>(house, admin, "POST", BASE, asked);
  const second = await ask<Problem>(house, admin, "POST", BASE, asked);
  assert.deepEqual([second.status, second.body.code], [409, "conflict"]);
  assert.match(second.body.title, /simulation is already running/);
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
