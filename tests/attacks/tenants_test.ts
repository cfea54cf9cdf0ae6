/** Row 41 over HTTP: the admin of one company at the doors of another, whose names are known. */
import assert from "node:assert/strict";
import { createAccount } from "../../gateway/mod.ts";
import { type House, openHouse, PASSWORD } from "../../gateway/testing/house.ts";
import { ask, opened, signIn, staff, visitor } from "../../gateway/testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

Deno.test("attack 41 - an admin of another company reaches nothing of this one", async () => {
  const { database, clock, settings } = house.gateway;
  // this gateway serves both; the other one's partition has no owner here
  settings.workspaces.push({ id: "other", name: { zh: "别家", en: "Other" } });
  const stranger = {
    workspace: "other",
    account: "mallory",
    name: "Mallory",
    role: "admin",
  } as const;
  await createAccount(database, { ...stranger, password: PASSWORD }, clock.wall());
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna, "between us");
  const admin = await staff(house, "admin");
  const kept = await ask<{ id: string }>(house, admin, "POST", "/api/v1/quick-replies", {
    scope: "company",
    folder: "",
    text: "company words",
  });
  assert.equal(kept.status, 201, JSON.stringify(kept.body));
  const key = await ask<{ id: string }>(house, admin, "POST", "/api/v1/api-keys", {
    name: "ERP",
    scopes: ["roster:read"],
    days: 1,
  });
  const who = await signIn(house, "mallory");
  const attempts: [string, string, unknown?][] = [
    ["GET", `/api/v1/conversations/${conversation}`],
    ["GET", `/api/v1/conversations/${conversation}/entries`],
    ["GET", `/api/v1/conversations/${conversation}/explain`],
    ["POST", `/api/v1/conversations/${conversation}/messages`, {
      body: { kind: "text", text: "x" },
    }],
    ["POST", `/api/v1/conversations/${conversation}/close`, {}],
    ["PUT", `/api/v1/visitors/${anna.visitor}/card`, { name: "x" }],
    ["POST", "/api/v1/accounts/lin/disable"],
    ["POST", "/api/v1/accounts/lin/role", { role: "admin" }],
    ["POST", "/api/v1/accounts/lin/reset-second-factor"],
    ["PUT", `/api/v1/quick-replies/${kept.body.id}`, { scope: "company", folder: "", text: "x" }],
    ["DELETE", `/api/v1/quick-replies/${kept.body.id}`],
    ["DELETE", `/api/v1/api-keys/${key.body.id}`],
  ];
  for (const [method, path, body] of attempts) {
    const answer = await ask(house, who, method, path, body);
    // its own company has no owner here, which is said of what asks the engine
    assert.ok([404, 503].includes(answer.status), `${method} ${path}: ${answer.status}`);
    assert.doesNotMatch(JSON.stringify(answer.body), /between us|company words/);
  }
  for (const list of ["accounts", "api-keys", "quick-replies", "visitors?search=a"]) {
    const answer = await ask(house, who, "GET", `/api/v1/${list}`);
    assert.doesNotMatch(JSON.stringify(answer.body), /"lin"|ERP|company words|between us/, list);
  }
  const audit = await ask(house, who, "GET", "/api/v1/audit");
  assert.match(JSON.stringify(audit.body), /mallory/, "what it tried itself");
  assert.doesNotMatch(JSON.stringify(audit.body), /"admin"|ERP/);
  // erasing whom one does not have is done at once, and is no other company's visitor
  await ask(house, who, "POST", `/api/v1/visitors/${anna.visitor}/erase`);
  const path = `/api/v1/visitor/conversations/${conversation}/entries`;
  assert.match(JSON.stringify((await ask(house, anna, "GET", path)).body), /between us/);
  const lin = await staff(house, "lin");
  assert.equal((await ask(house, lin, "GET", "/api/v1/agent/desk")).status, 200, "lin is in");
  const still = await ask(house, admin, "GET", "/api/v1/quick-replies");
  assert.match(JSON.stringify(still.body), /company words/);
});
