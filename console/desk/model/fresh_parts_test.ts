import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import { faultsOf } from "../../../engine/contract/configuration/faults.ts";
import { configurationDocument } from "../../../engine/contract/schemas/configuration.ts";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import {
  CLOCK_OFFERS,
  copyOf,
  freshClock,
  freshGroup,
  freshRoute,
  nextMoment,
  offeredClock,
} from "./fresh_parts.ts";

const sound = (document: Configuration) => {
  assert.deepEqual(configurationDocument.safeParse(document).error?.issues ?? [], []);
  assert.deepEqual(faultsOf(document), []);
};

Deno.test("fresh parts - a document with one more of everything is sound", () => {
  const document = structuredClone(DEMO_CONFIGURATION);
  document.groups.push(freshGroup(document), copyOf(document.groups[0], "group"));
  document.routes.push(freshRoute(document), copyOf(document.routes[0], "route"));
  for (const offer of CLOCK_OFFERS) document.clocks.push(freshClock(document, offer));
  document.clocks.push(copyOf(document.clocks[0], "clock"));
  sound(document);
});

Deno.test("fresh parts - each has a name that no other has", () => {
  const document = structuredClone(DEMO_CONFIGURATION);
  document.groups.push(freshGroup(document), freshGroup(document));
  document.groups.splice(0, 1);
  const names = [...document.groups, freshGroup(document)].map(({ name }) => name.en);
  assert.deepEqual(names.slice(3), ["Group 5", "Group 5", "Group 6"]);
});

Deno.test("fresh parts - every marketplace's clock is offered with its date and source", () => {
  const offered = CLOCK_OFFERS.map(offeredClock);
  const market = offered.filter(({ preset }) => preset !== undefined);
  assert.deepEqual(
    market.map(({ preset, warnMs, breachMs }) => [preset, warnMs! / 1_000, breachMs! / 1_000]),
    [["taobaoRound", 120, 180], ["jdFirst", 20, 30], ["douyinRound", 120, 180], [
      "pddRound",
      240,
      300,
    ]],
  );
  for (const { checked } of market) assert.match(checked!.at, /^\d{4}-\d{2}-\d{2}$/);
  assert.deepEqual(
    offered.slice(market.length).map(({ kind, breachMs }) => [kind, breachMs! / 1_000]),
    [
      ["firstResponse", 45],
      ["round", 90],
      ["agentSilent", 180],
      ["visitorSilent", 300],
      ["queue", 30],
    ],
  );
});

Deno.test("fresh parts - a clock whose kind the company has begins where it runs", () => {
  const document = structuredClone(DEMO_CONFIGURATION);
  document.clocks = [];
  const shopsOf = () => {
    document.clocks.push(freshClock(document, "pddRound"));
    return document.clocks.at(-1)!.shops;
  };
  assert.deepEqual([shopsOf(), shopsOf(), shopsOf(), shopsOf()], [
    undefined,
    ["qishan"],
    ["yunling"],
    undefined,
  ]);
});

Deno.test("fresh parts - a copy says the same under another id and name", () => {
  const [group] = DEMO_CONFIGURATION.groups;
  const copy = copyOf(group, "group");
  assert.match(copy.id, /^group-[0-9a-f]{8}$/);
  assert.deepEqual({ ...copy, id: group.id, name: group.name }, group);
  assert.equal(copy.name.en, "Pre-sale (copy)");
});

Deno.test("fresh parts - a hold message's moment is half a minute after the last one", () => {
  assert.equal(nextMoment(), 30_000);
  assert.equal(nextMoment([60_000, 45_000]), 90_000);
  assert.equal(nextMoment([60_000, "soon" as unknown as number]), 90_000);
});
