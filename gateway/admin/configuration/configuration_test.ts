import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import type {
  ConfigurationAdmin,
  ConfigurationCheck,
  ConfigurationDiff,
  ConfigurationDraft,
  ConfigurationPublished,
  ConfigurationVersions,
} from "../../../engine/contract/wire/http_configuration.ts";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import { type House, openHouse, until } from "../../testing/house.ts";
import { type Answer, ask, type Browser, staff } from "../../testing/people.ts";

const BASE = "/api/v1/config";
const HOUR_MS = 3_600_000;

let shared: House;
Deno.test.beforeAll(async () => void (shared = await openHouse({ oneClock: true })));
Deno.test.afterAll(() => shared.close());

/** Each begins without a draft. */
async function inHouse(run: (house: House, admin: Browser) => Promise<void>): Promise<void> {
  const admin = await staff(shared, "admin");
  await ask(shared, admin, "DELETE", `${BASE}/draft`);
  await run(shared, admin);
}

async function good<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, body } = await answer;
  assert.ok(status < 300, JSON.stringify(body));
  return body;
}

/** Writes a changed copy of what is in force as the draft, and says its edition. */
async function drafted(
  house: House,
  admin: Browser,
  edit: (document: Configuration) => void,
): Promise<number> {
  const { document, draft } = await good(ask<ConfigurationAdmin>(house, admin, "GET", BASE));
  edit(document);
  const written = await good(
    ask<ConfigurationDraft>(house, admin, "PUT", `${BASE}/draft`, {
      edition: draft?.edition ?? 0,
      document,
    }),
  );
  return written.edition;
}

const liveOf = (house: House, admin: Browser) =>
  good(ask<ConfigurationAdmin>(house, admin, "GET", BASE));

Deno.test("configuration - an admin publishes for the night, sees it come and go, and rolls back", () =>
  inHouse(async (house, admin) => {
    const edition = await drafted(house, admin, (document) => {
      document.groups[0].strategy = "weighted";
    });
    const now = house.gateway.clock.wall();
    const [effectiveAt, revertAt] = [now + 4 * HOUR_MS, now + 6 * HOUR_MS];
    const publish = { edition, effectiveAt, revertAt, acceptWarnings: true };
    const planned = await good(
      ask<ConfigurationPublished>(house, admin, "POST", `${BASE}/publish`, publish),
    );
    assert.equal(planned.version, undefined);
    const before = await liveOf(house, admin);
    assert.deepEqual(before.changes.map(({ kind, at }) => [kind, at]), [["publish", effectiveAt]]);
    assert.equal(before.document.groups[0].strategy, "leastOccupied");

    house.pass(4 * HOUR_MS + 1_000);
    await until(async () => (await liveOf(house, admin)).version === 2, "the night's version");
    const night = await liveOf(house, admin);
    assert.equal(night.document.groups[0].strategy, "weighted");
    assert.deepEqual(night.changes.map(({ kind, at }) => [kind, at]), [["revert", revertAt]]);
    house.pass(2 * HOUR_MS);
    await until(async () => (await liveOf(house, admin)).version === 3, "the return");
    assert.equal((await liveOf(house, admin)).document.groups[0].strategy, "leastOccupied");

    await good(ask(house, admin, "POST", `${BASE}/rollback`, { version: 2 }));
    const { versions } = await good(
      ask<ConfigurationVersions>(house, admin, "GET", `${BASE}/versions`),
    );
    assert.deepEqual(versions.map(({ version, by, cause }) => [version, by, cause]), [
      [4, "admin:admin", undefined],
      [3, "admin:admin", "reverted"],
      [2, "admin:admin", "scheduled"],
      [1, "admin:setup", undefined],
    ]);
    const { changes } = await good(
      ask<ConfigurationDiff>(house, admin, "GET", `${BASE}/diff?from=1&to=4`),
    );
    assert.deepEqual(changes, [{
      path: "groups.presale.strategy",
      kind: "changed",
      before: "leastOccupied",
      after: "weighted",
    }]);
  }));

Deno.test("configuration - of two people in one draft the second is told", () =>
  inHouse(async (house, admin) => {
    const document = { ...DEMO_CONFIGURATION } as unknown as Record<string, unknown>;
    const put = (edition: number) =>
      ask<ConfigurationDraft>(house, admin, "PUT", `${BASE}/draft`, { edition, document });
    const first = await good(put(0));
    assert.equal((await put(0)).body.code, "conflict");
    assert.equal((await good(put(first.edition))).edition, 2);
    assert.equal((await put(first.edition)).body.code, "conflict");
    const stale = await ask(house, admin, "POST", `${BASE}/publish`, { edition: 1 });
    assert.equal(stale.body.code, "conflict");
  }));

Deno.test("configuration - a check names every fault by path and in words, and a publish refuses it", () =>
  inHouse(async (house, admin) => {
    const edition = await drafted(house, admin, (document) => {
      document.groups[0].overflow[0].to = "nowhere";
      document.index.slope[3] = -1;
      document.index.base[2] = 10_000;
    });
    const check = await good(
      ask<ConfigurationCheck>(house, admin, "POST", `${BASE}/draft/check`, {}),
    );
    assert.deepEqual(check.faults.map(({ path, fault }) => [path, fault]), [
      ["groups.0.overflow.0.to", "unknownGroup"],
      ["index.base.2", "baseRises"],
      ["index.slope.3", "slopeNegative"],
    ]);
    await drafted(house, admin, (document) => {
      document.groups[0].overflow[0].to = "nowhere";
      document.index.base[2] = 10_000;
    });
    const refused = await ask(house, admin, "POST", `${BASE}/publish`, { edition: edition + 1 });
    assert.equal(refused.status, 422);
    assert.deepEqual(refused.body.fields?.map(({ path, fault }) => [path, fault]), [
      ["groups.0.overflow.0.to", "unknownGroup"],
      ["index.base.2", "baseRises"],
    ]);
    assert.match(refused.body.fields?.[0].sentence ?? "", /no such skill group/);
  }));

Deno.test("configuration - a check tells the shape first, as the interface says, and then the rest", () =>
  inHouse(async (house, admin) => {
    const document = structuredClone(DEMO_CONFIGURATION) as unknown as Configuration;
    document.groups[0].overflow[0].to = "nowhere";
    const checked = async (routeClass: unknown) => {
      const routes = document.routes.map((one, at) => at > 0 ? one : { ...one, class: routeClass });
      const body = { document: { ...document, routes } };
      const check = ask<ConfigurationCheck>(house, admin, "POST", `${BASE}/draft/check`, body);
      return (await good(check)).faults.map(({ path, rule }) => [path, rule]);
    };
    const reference = ["groups.0.overflow.0.to", "reference"];
    assert.deepEqual(await checked("high"), [["routes.0.class", "type"]]);
    assert.deepEqual(await checked(10), [["routes.0.class", "range"], reference]);
    assert.deepEqual(await checked(0), [reference]);
    const { paths } = await good(
      ask<{ paths: Record<string, { post: { description: string } }> }>(
        house,
        admin,
        "GET",
        "/api/openapi.json",
      ),
    );
    assert.match(paths[`${BASE}/draft/check`].post.description, /^Shape comes first/);
  }));

Deno.test("configuration - warnings have to be accepted", () =>
  inHouse(async (house, admin) => {
    const edition = await drafted(house, admin, (document) => {
      document.routes = document.routes.filter(({ group }) => group !== "vip")
        .map((route) => ({ ...route, branches: undefined }));
    });
    const publish = (acceptWarnings: boolean) =>
      ask<ConfigurationPublished>(house, admin, "POST", `${BASE}/publish`, {
        edition,
        acceptWarnings,
      });
    const refused = await publish(false);
    assert.ok(refused.body.fields?.some(({ fault }) => fault === "groupUnreachable"));
    assert.equal((await good(publish(true))).version, (await liveOf(house, admin)).version);
  }));

Deno.test("configuration - the schema is served, and none of it is for others than admins", () =>
  inHouse(async (house, admin) => {
    const schema = await good(
      ask<{ properties: Record<string, unknown> }>(house, admin, "GET", `${BASE}/schema`),
    );
    assert.ok("groups" in schema.properties);
    const supervisor = await staff(house, "shen");
    for (const path of ["", "/schema", "/draft", "/versions"]) {
      assert.equal((await ask(house, supervisor, "GET", `${BASE}${path}`)).status, 403);
    }
  }));

Deno.test("configuration - a start long past is refused by path, a start just past is at once", () =>
  inHouse(async (house, admin) => {
    const edition = await drafted(house, admin, ({ groups }) => {
      groups[0].strategy = "longestIdle";
    });
    const now = house.gateway.clock.wall();
    const { version } = await liveOf(house, admin);
    const publish = { edition, acceptWarnings: true };
    for (const effectiveAt of [Math.floor(now / 1_000), now - 61_000]) {
      for (const [verb, body] of [["publish", publish], ["rollback", { version: 1 }]] as const) {
        const past = { ...body, effectiveAt };
        const refused = await ask(house, admin, "POST", `${BASE}/${verb}`, past);
        assert.equal(refused.status, 422);
        assert.deepEqual(refused.body.fields, [{ path: "effectiveAt", rule: "range" }]);
      }
    }
    assert.equal((await liveOf(house, admin)).version, version);
    const justPast = { ...publish, effectiveAt: now - 30_000 };
    await good(ask(house, admin, "POST", `${BASE}/publish`, justPast));
    assert.equal((await liveOf(house, admin)).version, version + 1);
  }));

Deno.test("configuration - an appointment is taken back once", () =>
  inHouse(async (house, admin) => {
    const edition = await drafted(house, admin, (document) => void (document.level = 2));
    const effectiveAt = house.gateway.clock.wall() + HOUR_MS;
    const publish = { edition, effectiveAt, acceptWarnings: true };
    const { hash } = await good(
      ask<ConfigurationPublished>(house, admin, "POST", `${BASE}/publish`, publish),
    );
    const withdraw = () => ask(house, admin, "POST", `${BASE}/withdraw`, { hash, effectiveAt });
    assert.equal((await withdraw()).status, 204);
    assert.equal((await withdraw()).status, 404);
    assert.deepEqual((await liveOf(house, admin)).changes, []);
  }));
