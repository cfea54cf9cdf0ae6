import assert from "node:assert/strict";
import type { Configuration } from "../../contract/wire/configuration.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import { validateConfiguration } from "../configuration/validate.ts";
import { installDocument } from "../mod.ts";
import { configurationWith, routeNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  give,
  open,
  publish,
  recordOf,
  WORKSPACE,
} from "../testing/desk.ts";

/** Routes that each ask for a skill of their own, by web and by api: two sets each. */
const skilled = (count: number, name: string) =>
  configurationWith({
    routes: Array.from(
      { length: count },
      (_, at) => routeNamed(`r${at}`, "sales", { requirements: [{ skill: name + at, level: 1 }] }),
    ),
  });

Deno.test("requirements - a document that asks for more sets than there is room for is refused", () => {
  assert.equal(validateConfiguration(skilled(500, "k")).ok, true);
  const validated = validateConfiguration(skilled(501, "k"));
  assert.ok(!validated.ok);
  assert.deepEqual(validated.faults, [{
    path: "routes.500.requirements",
    rule: "length",
    fault: "tooManySets",
    limit: 1_000,
  }]);
});

Deno.test("requirements - and so is one that does beside what was asked before, and changes nothing", () => {
  const desk = createDesk(skilled(300, "a"));
  const refused = publish(desk, skilled(300, "b"));
  assert.deepEqual(refused.error?.fields?.map(({ path, fault }) => [path, fault]), [
    ["routes", "tooManySets"],
  ]);
  assert.deepEqual(refused.events, []);
  assert.equal(publish(desk, skilled(199, "a")).error, undefined);
});

Deno.test("requirements - nobody may be the first to serve certain shops where that asks for too many", () => {
  const shops = Array.from({ length: 500 }, (_, at) => ({
    id: `s${at}`,
    name: { zh: "店", en: "shop" },
    timeZone: "Asia/Shanghai",
  }));
  const routes = shops.map(({ id: shop }) => routeNamed(shop, "sales", { shop }));
  const desk = createDesk({ shops, routes }, { ann: {} });
  const put = (agent: string, served?: string[]) =>
    give(desk, "admin:root", "roster.put", { agent, record: recordOf(agent, { shops: served }) });
  assert.deepEqual(put("bob", ["s1"]).error?.fields, [{ path: "record.shops", rule: "range" }]);
  assert.equal(put("bob").error, undefined);
  assert.equal(open(desk, "c", { route: "s7" }).events[1].type, "conversation.assigned");
});

const HOUR_MS = 3_600_000;

/** As the door does: stored and installed first, then published with its times. */
function appoint(
  desk: Desk,
  document: Configuration,
  times: { effectiveAt?: number; revertAt?: number },
) {
  const hash = `h${desk.documents.size}`;
  desk.documents.set(hash, document);
  installDocument(desk.state, hash, document);
  return give(desk, "admin:root", "config.publish", { hash, ...times });
}

const put = (desk: Desk, agent: string, shops?: string[]) =>
  give(desk, "admin:root", "roster.put", { agent, record: recordOf(agent, { shops }) });

Deno.test("requirements - the last who serves certain shops stays where the rest asks for too many", () => {
  const desk = createDesk({}, { ann: {}, bob: { shops: ["shop"] } });
  assert.equal(publish(desk, skilled(450, "k")).error, undefined);
  const remove = (agent: string) => give(desk, "admin:root", "roster.remove", { agent });
  assert.deepEqual(remove("bob"), { events: [], error: refusal("not_eligible") });
  put(desk, "cleo", ["shop"]);
  assert.equal(remove("bob").error, undefined);
  assert.equal(open(desk, "c", { route: "r7" }).error, undefined);
});

Deno.test("requirements - room is kept for what has an appointment", () => {
  const desk = createDesk({}, { ann: {} });
  const effectiveAt = desk.now + HOUR_MS;
  assert.equal(appoint(desk, skilled(400, "a"), { effectiveAt }).error, undefined);
  const second = () => appoint(desk, skilled(400, "b"), { effectiveAt: effectiveAt + HOUR_MS });
  assert.deepEqual(second().error?.fields?.map(({ fault }) => fault), ["tooManySets"]);
  assert.deepEqual(publish(desk, skilled(400, "b")).error?.fields?.[0].fault, "tooManySets");
  assert.deepEqual(put(desk, "bob", ["shop"]).error, undefined);
});

Deno.test("requirements - nobody is the first to serve certain shops where a return asks for too many", () => {
  const desk = createDesk(skilled(300, "a"), { ann: {} });
  assert.equal(
    appoint(desk, configurationWith(), { revertAt: desk.now + HOUR_MS }).error,
    undefined,
  );
  assert.deepEqual(put(desk, "bob", ["shop"]).error?.fields, [
    { path: "record.shops", rule: "range" },
  ]);
  assert.deepEqual(advance(desk, HOUR_MS).map(({ type }) => type), ["config.published"]);
});

Deno.test("requirements - an appointment there is no room for is withdrawn, and the next one comes", () => {
  const desk = createDesk({}, { ann: {} });
  const effectiveAt = desk.now + HOUR_MS;
  appoint(desk, skilled(300, "a"), { effectiveAt });
  appoint(desk, configurationWith(), { effectiveAt: effectiveAt + HOUR_MS });
  // as accepted by an engine that did not look at appointments yet
  const [{ hash }] = desk.state.workspaces.get(WORKSPACE)!.changes;
  desk.state.documents.delete(hash);
  installDocument(desk.state, hash, skilled(800, "a"));
  assert.deepEqual(
    advance(desk, 2 * HOUR_MS).map((event) =>
      event.type === "config.withdrawn" ? event.cause : event.type
    ),
    ["groupsInUse", "config.published"],
  );
});

Deno.test("requirements - nobody relaxes to a set there is no room for, where a route changed its shop", () => {
  const relaxing = (shop: string, name: string) =>
    Array.from({ length: 30 }, (_, at) =>
      routeNamed(`f${at}`, "sales", {
        shop,
        relax: [{ afterMs: 60_000, requirements: [{ skill: name + at, level: 1 }] }],
      }));
  const desk = createDesk({ routes: relaxing("shop", "k") });
  put(desk, "ann", ["shop"]);
  for (let at = 0; at < 30; at++) open(desk, `c${at}`, { route: `f${at}` });
  const routes = [...relaxing("other", "m"), ...skilled(407, "x").routes];
  assert.equal(publish(desk, configurationWith({ routes })).error, undefined);
  const relaxed = advance(desk, 120_000).filter(({ type }) => type === "conversation.relaxed");
  assert.equal(relaxed.length, 0);
});
