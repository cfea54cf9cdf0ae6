import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import { DEMO_PEOPLE } from "../../../deploy/demo/people.ts";
import type { Configuration, Route } from "../wire/configuration.ts";
import { CONFIGURATION_FAULTS } from "../wire/configuration_faults.ts";
import { faultsOf } from "./faults.ts";
import { warningsOf } from "./warnings.ts";

const ROSTER = DEMO_PEOPLE.flatMap(({ record }) => record ? [record] : []);

function changed(edit: (document: Configuration) => void): Configuration {
  const document = structuredClone(DEMO_CONFIGURATION);
  edit(document);
  return document;
}

const said = (document: Configuration, roster = ROSTER) =>
  warningsOf(document, roster).map(({ path, fault }) => `${path} ${fault}`);

Deno.test("warnings - the demo company needs none", () => {
  assert.deepEqual(faultsOf(DEMO_CONFIGURATION), []);
  assert.deepEqual(said(DEMO_CONFIGURATION), []);
});

Deno.test("warnings - a group that nothing leads to, and one that nobody serves", () => {
  const document = changed(({ groups }) => groups.push({ ...groups[0], id: "island" }));
  const path = `groups.${document.groups.length - 1}.id`;
  assert.deepEqual(said(document), [`${path} groupUnreachable`, `${path} groupWithoutAgents`]);
});

Deno.test("warnings - capacity 0, and work that nobody can carry", () => {
  const idle = ROSTER.map((record) => ({ ...record, capacityUnits: 0 }));
  assert.deepEqual(
    said(DEMO_CONFIGURATION, idle),
    DEMO_CONFIGURATION.groups.map((_, at) => `groups.${at}.id capacityZero`),
  );
  const heavy = changed(({ routes }) => void (routes[1].costUnits = 4_000));
  assert.deepEqual(said(heavy), ["routes.1.costUnits neverFits"]);
});

Deno.test("warnings - a skill, channel or shop that nobody of the route's groups has", () => {
  const asks = (level: number, relax?: Route["relax"]) =>
    changed(({ routes }) => {
      routes[0].requirements = [{ skill: "climbing", level }];
      routes[0].relax = relax;
    });
  const [{ memberships }] = ROSTER;
  const able = ROSTER.map((one, at) => at === 0 ? { ...one, skills: { climbing: 3 } } : one);
  assert.ok(memberships.some(({ group }) => group === DEMO_CONFIGURATION.routes[0].group));
  assert.deepEqual(said(asks(3)), ["routes.0.requirements.0 skillNobodyHas"]);
  assert.deepEqual(said(asks(3), able), []);
  assert.deepEqual(said(asks(4), able), ["routes.0.requirements.0 skillNobodyHas"]);
  assert.deepEqual(said(asks(4, [{ afterMs: 60_000, requirements: [] }]), able), []);
  const elsewhere = ROSTER.map((one) => ({ ...one, channels: [], shops: ["other"] }));
  assert.deepEqual(
    new Set(said(DEMO_CONFIGURATION, elsewhere)),
    new Set(DEMO_CONFIGURATION.routes.flatMap((_, at) => [
      `routes.${at}.channel channelNobodyServes`,
      `routes.${at}.shop shopNobodyServes`,
    ])),
  );
});

Deno.test("warnings - a class that waiting never raises starves", () => {
  const document = changed(({ index }) => void (index.slope[5] = 0));
  assert.deepEqual(said(document), ["index.slope.5 starvation"]);
});

Deno.test("warnings - every finding has a sentence in both languages", () => {
  for (const { zh, en } of Object.values(CONFIGURATION_FAULTS)) {
    assert.match(zh, /。$/);
    assert.match(en, /\.$/);
  }
});
