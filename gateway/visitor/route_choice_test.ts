import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import type { RouteCondition } from "../../engine/contract/wire/configuration.ts";
import { type Arrival, chooseRoute } from "./route_choice.ts";

/** Wednesday 2026-11-11, half past nine in the evening in Shanghai. */
const AT = Date.UTC(2026, 10, 11, 13, 30);

const arrival = (more: Partial<Arrival> = {}): Arrival => ({
  page: "https://shop.example/tents/42?utm_source=douyin",
  topic: "returns",
  at: AT,
  returning: () => Promise.resolve(true),
  ...more,
});

/** Whether an entrance with this one branch hands on. */
async function handsOn(when: RouteCondition, more: Partial<Arrival> = {}): Promise<boolean> {
  const [entrance] = DEMO_CONFIGURATION.routes;
  const branches = [{ when, to: "qishan-vip" }];
  const route = await chooseRoute(DEMO_CONFIGURATION, { ...entrance, branches }, arrival(more));
  return route.id === "qishan-vip";
}

const CASES: [says: string, when: RouteCondition, more: Partial<Arrival>, expected: boolean][] = [
  ["a topic", { topics: ["returns"] }, {}, true],
  ["another topic", { topics: ["offers"] }, {}, false],
  ["no topic at all", { topics: ["returns"] }, { topic: undefined }, false],
  ["the tag of the address", { tags: ["douyin"] }, {}, true],
  ["a tag given by the page", { tags: ["live"] }, { tag: "live" }, true],
  ["a given tag before the address", { tags: ["douyin"] }, { tag: "live" }, false],
  ["a piece of the page", { pages: ["/bags/", "/tents/"] }, {}, true],
  ["another page", { pages: ["/bags/"] }, {}, false],
  ["a page that is no address", { tags: ["x"], pages: ["x"] }, { page: "x" }, false],
  ["a returning customer", { visitor: "returning" }, {}, true],
  ["a new customer", { visitor: "new" }, {}, false],
  ["an attribute", { attributes: { level: ["gold"] } }, { attributes: { level: "gold" } }, true],
  ["an attribute that is missing", { attributes: { level: ["gold"] } }, {}, false],
  ["a name of the language", { attributes: { constructor: ["x"] } }, { attributes: {} }, false],
  ["the evening", { hours: { fromMinute: 1_260, toMinute: 1_320 } }, {}, true],
  ["past midnight", { hours: { fromMinute: 1_320, toMinute: 60 } }, { at: AT + 3_600_000 }, true],
  ["a Wednesday", { hours: { days: [3], fromMinute: 0, toMinute: 1_440 } }, {}, true],
  ["a weekend", { hours: { days: [0, 6], fromMinute: 0, toMinute: 1_440 } }, {}, false],
  ["every part at once", { topics: ["returns"], tags: ["douyin"], visitor: "new" }, {}, false],
];

for (const [says, when, more, expected] of CASES) {
  Deno.test(`route - ${says} ${expected ? "hands on" : "does not"}`, async () => {
    assert.equal(await handsOn(when, more), expected);
  });
}

Deno.test("route - the first branch that fits wins, and hands on once", async () => {
  const [entrance, second, third] = DEMO_CONFIGURATION.routes;
  const routes = [entrance, {
    ...second,
    branches: [{ when: { visitor: "returning" as const }, to: third.id }],
  }, third];
  const branches = [
    { when: { visitor: "new" as const }, to: third.id },
    { when: { visitor: "returning" as const }, to: second.id },
    { when: { pages: ["shop"] }, to: third.id },
  ];
  const configuration = { ...DEMO_CONFIGURATION, routes };
  const route = await chooseRoute(configuration, { ...entrance, branches }, arrival());
  assert.equal(route.id, second.id);
});

Deno.test("route - whether somebody returns is asked only where it counts", async () => {
  let asked = 0;
  const returning = () => Promise.resolve(++asked > 0);
  await handsOn({ topics: ["offers"], visitor: "new" }, { returning });
  assert.equal(asked, 0);
});
