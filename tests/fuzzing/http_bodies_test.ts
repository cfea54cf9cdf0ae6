/** Bodies that are nearly right at every door that takes one: a value comes back, never a 500. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { type House, openHouse } from "../../gateway/testing/house.ts";
import { ask, type Browser, opened, staff, visitor } from "../../gateway/testing/people.ts";
import { readProject } from "../support/source_tree.ts";
import { nearly, runs, strange } from "./mutation.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const V = "/api/v1/visitor";
const TEXT = { kind: "text", text: "x" };
const RECORD = {
  name: "He",
  capacityUnits: 40,
  windowCap: 5,
  memberships: [{ group: "presale", weight: 10 }],
  channels: ["web"],
};

interface Door {
  who: "visitor" | "agent" | "admin";
  method: string;
  path: string;
  body: unknown;
}

/** One request for each kind of body; `{c}` is a conversation and `{v}` its visitor. */
const DOORS: Door[] = [
  ["visitor", "POST", `${V}/sessions`, {
    route: "qishan-web",
    language: "en",
    facts: { page: "x" },
  }],
  ["visitor", "POST", `${V}/conversations`, { route: "qishan-web", language: "en", message: TEXT }],
  ["visitor", "POST", `${V}/conversations/{c}/messages`, { body: TEXT }],
  ["visitor", "POST", `${V}/conversations/{c}/leave`, { name: "x", phone: "1", text: "x" }],
  ["visitor", "POST", `${V}/conversations/{c}/rating`, { score: 5, reasons: ["a"], comment: "x" }],
  ["visitor", "POST", `${V}/conversations/{c}/switch`, { to: "bot" }],
  ["agent", "POST", "/api/v1/agent/presence", { presence: "busy" }],
  ["agent", "POST", "/api/v1/conversations/{c}/messages", { body: TEXT, visibility: "staff" }],
  ["agent", "POST", "/api/v1/conversations/{c}/transfer", { to: { group: "vip" }, note: "x" }],
  ["agent", "POST", "/api/v1/conversations/{c}/park", { reason: "x", dueAt: 1_900_000_000_000 }],
  ["agent", "POST", "/api/v1/conversations/{c}/tag", { tags: ["x"], topic: "other" }],
  ["agent", "POST", "/api/v1/quick-replies", { scope: "personal", text: "x", folder: "y" }],
  ["agent", "PUT", "/api/v1/visitors/{v}/card", { name: "x", tags: ["a"], fields: { a: "b" } }],
  ["agent", "PUT", "/api/v1/settings", { order: "byStart", sounds: {} }],
  ["agent", "PUT", "/api/v1/agents/lin/profile", { nickname: "x" }],
  ["admin", "PUT", "/api/v1/roster/he", RECORD],
  ["admin", "PUT", "/api/v1/company-settings", { urlPush: "ask", lightened: ["typing"] }],
  ["admin", "POST", "/api/v1/adjustments", { kind: "agent", agent: "lin", capacityUnits: 20 }],
  ["admin", "POST", "/api/v1/items", { visitor: "{v}", kind: "ticket", group: "presale" }],
  ["admin", "POST", "/api/v1/config/draft/check", { document: DEMO_CONFIGURATION }],
  ["admin", "PUT", "/api/v1/config/draft", { document: DEMO_CONFIGURATION }],
  ["admin", "POST", "/api/v1/simulations", { agents: 1 }],
  ["admin", "POST", "/api/v1/staffing", { visitorsPerHour: 60, handleMs: 1, withinMs: 1, sl: 0.8 }],
  ["admin", "POST", "/api/v1/api-keys", { name: "x", scopes: ["roster:read"], days: 1 }],
  // the last one: it ends the conversation that the others ask about
  ["agent", "POST", "/api/v1/visitors/{v}/block", { blocked: true, untilAt: 1_900_000_000_000 }],
].map(([who, method, path, body]) => ({ who, method, path, body } as Door));

const known: Door[] = JSON.parse(await readProject("tests/fuzzing/found.json")).http;

Deno.test("fuzzing - a body that is nearly right is taken or refused at every door, never a 500", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const people: Record<Door["who"], Browser> = {
    visitor: anna,
    agent: await staff(house, "lin"),
    admin: await staff(house, "admin"),
  };
  const statuses = new Map<number, number>();
  let sent = 0;
  const judge = async ({ who, method, path, body }: Door) => {
    house.pass(2_000);
    const address = `127.6.${Math.floor(++sent / 250) % 250}.${sent % 250 + 1}`;
    const place = path.replace("{c}", conversation).replace("{v}", anna.visitor);
    const answer = await ask(house, { ...people[who], address }, method, place, body);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    assert.notEqual(answer.status, 500, `${method} ${path} ${JSON.stringify(body).slice(0, 500)}`);
  };
  for (const door of [...DOORS, ...known]) await judge(door);
  for (const door of DOORS) {
    const bodies = fc.oneof({ weight: 4, arbitrary: nearly(door.body) }, strange)
      .filter((body) => body !== undefined);
    const property = fc.asyncProperty(bodies, (body) => judge({ ...door, body }));
    await fc.assert(property, { numRuns: runs(40) });
  }
  console.log([...statuses].sort().map(([status, count]) => `${status}: ${count}`).join(", "));
  const failed = house.log.filter(({ level }) => level === "error");
  assert.deepEqual(failed, []);
});
