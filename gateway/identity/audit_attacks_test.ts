import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import type { AgentSummary } from "../../engine/contract/wire/queries.ts";
import type { AuditPage } from "../../engine/contract/wire/http_audit.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, staff } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const read = async (query = "") => {
  const admin = await staff(house, "admin");
  const page = await ask<AuditPage>(house, admin, "GET", `/api/v1/audit${query}`);
  assert.equal(page.status, 200, JSON.stringify(page.body));
  return page.body;
};

Deno.test("audit - what admins and supervisors change is there, filtered and in pages", async () => {
  const [admin, shen] = [await staff(house, "admin"), await staff(house, "shen")];
  const { body } = await ask<{ agents: AgentSummary[] }>(house, admin, "GET", "/api/v1/roster");
  const { agent, record } = body.agents[0];
  const deeds = [
    [admin, "PUT", `roster/${agent}`, record],
    [admin, "POST", "accounts/he/disable"],
    [admin, "POST", "accounts/he/enable"],
    [admin, "PUT", "company-settings", {}],
    [admin, "POST", "api-keys", { name: "ERP", scopes: ["roster:read"], days: 1 }],
    [admin, "POST", "visitors/nobody/erase"],
    [shen, "POST", "adjustments", {
      what: "agent",
      ids: [agent],
      capacityUnits: 500,
      untilAt: house.gateway.clock.wall() + 3_600_000,
    }],
  ] as const;
  for (const [who, method, path, body] of deeds) {
    await ask(house, who, method, `/api/v1/${path}`, body);
  }
  const wanted = [
    "account.disable",
    "account.enable",
    "adjustment.make",
    "api_key.make",
    "company_settings.put",
    "roster.put",
    "visitor.erase",
  ];
  const found = await until(async () => {
    const { lines } = await read();
    return lines.length >= wanted.length ? lines : undefined;
  });
  assert.deepEqual(found!.map(({ action }) => action).sort(), wanted);
  const [adjusted] = (await read("?author=shen")).lines;
  assert.deepEqual([adjusted.author, adjusted.action], ["supervisor:shen", "adjustment.make"]);
  assert.equal(adjusted.outcome, "done");
  const accounts = (await read("?action=account.")).lines;
  assert.deepEqual(accounts.map(({ detail }) => detail), [{ account: "he" }, { account: "he" }]);
  assert.deepEqual((await read("?to=1")).lines, []);

  const paged: string[] = [];
  let before = "";
  do {
    const page = await read(`?limit=3${before}`);
    paged.push(...page.lines.map(({ id }) => id));
    before = page.next === undefined ? "" : `&before=${page.next}`;
  } while (before !== "");
  assert.deepEqual(paged, (await read()).lines.map(({ id }) => id));
});

Deno.test("audit - what was refused is told from what was done, and what was published with its times", async () => {
  const admin = await staff(house, "admin");
  const config = "/api/v1/config";
  const document = structuredClone(DEMO_CONFIGURATION);
  document.groups[0].strategy = "weighted";
  await ask(house, admin, "PUT", `${config}/draft`, { edition: 0, document });
  const now = house.gateway.clock.wall();
  const later = { effectiveAt: now + 3_600_000, revertAt: now + 7_200_000 };
  const publish = (body: object) =>
    ask<{ hash: string }>(house, admin, "POST", `${config}/publish`, {
      acceptWarnings: true,
      ...body,
    });
  await publish({ edition: 7 });
  const { hash } = (await publish({ edition: 1, ...later })).body;
  await publish({ edition: 1 });
  await ask(house, admin, "POST", `${config}/rollback`, { version: 1 });
  await ask(house, admin, "POST", `${config}/rollback`, { version: 99 });
  const lines = await until(async () => {
    const { lines } = await read("?action=config.");
    return lines.length === 5 ? lines : undefined;
  });
  const plain = (action: string, outcome: string | undefined, detail: object) =>
    JSON.stringify([action, outcome, ...Object.entries(detail).sort()]);
  assert.deepEqual(
    lines!.map(({ action, outcome, detail }) => plain(action, outcome, detail)).sort(),
    [
      plain("config.publish", "conflict", { edition: 7 }),
      plain("config.publish", "done", { edition: 1, ...later, hash }),
      plain("config.publish", "done", { edition: 1, version: 2 }),
      plain("config.rollback", "done", { rolledBackTo: 1, version: 3 }),
      plain("config.rollback", "not_found", { rolledBackTo: 99 }),
    ].sort(),
  );
});

Deno.test("audit - a line from before outcomes were written is read without one", async () => {
  await house.gateway.database.query(
    "insert into desk.audit (at, workspace, author, action, detail) values (1, $1, $2, $3, $4)",
    ["demo", "admin:old", "roster.put", JSON.stringify({ agent: "lin" })],
  );
  const { lines: [line] } = await read("?author=old");
  assert.deepEqual([line.outcome, line.detail], [undefined, { agent: "lin" }]);
});

Deno.test("attack 5 - an agent at the supervisors' routes is refused, and it is written down", async () => {
  const lin = await staff(house, "lin");
  assert.equal((await ask(house, lin, "POST", "/api/v1/adjustments", {})).status, 403);
  assert.equal((await ask(house, lin, "GET", "/api/v1/audit")).status, 403);
  assert.equal((await ask(house, await staff(house, "shen"), "GET", "/api/v1/audit")).status, 403);
  await until(async () => {
    const { lines } = await read("?author=lin&action=forbidden");
    return lines.length === 2 && lines.every(({ outcome }) => outcome === "forbidden");
  });
});

Deno.test("audit - nobody it watches can change it: no route, and the table refuses", async () => {
  const admin = await staff(house, "admin");
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    for (const path of ["/api/v1/audit", "/api/v1/audit/1"]) {
      assert.equal((await ask(house, admin, method, path, {})).status, 404, `${method} ${path}`);
    }
  }
  const { database } = house.gateway;
  for (const change of ["update desk.audit set author = 'x'", "delete from desk.audit"]) {
    await assert.rejects(database.query(change), /append-only/);
  }
  const wrong = await ask(house, admin, "GET", "/api/v1/audit?action=a'%20or%201");
  assert.deepEqual([wrong.status, wrong.body.fields?.[0].path], [422, "action"]);
});
