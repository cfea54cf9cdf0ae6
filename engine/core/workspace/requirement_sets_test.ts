import assert from "node:assert/strict";
import { validateConfiguration } from "../configuration/validate.ts";
import { configurationWith, routeNamed } from "../testing/configuration.ts";
import { createDesk, give, open, publish, recordOf } from "../testing/desk.ts";

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
