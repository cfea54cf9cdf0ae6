import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";
import { type UsedList, usesOf } from "./draft_uses.ts";

const HOURS = { id: "day", name: { zh: "白班", en: "Day" }, timeZone: "Asia/Shanghai", week: [] };
const DOCUMENT = {
  ...structuredClone(DEMO_CONFIGURATION),
  schedules: [HOURS, { ...HOURS, id: "night" }],
};
DOCUMENT.groups[1].schedule = "day";
DOCUMENT.clocks[0].groups = ["vip"];

const member = (group: string, schedule?: string) =>
  ({ memberships: [{ group }], schedule }) as unknown as AgentRecord;
const told = (list: UsedList, id: string, roster: AgentRecord[] = []) =>
  usesOf(DOCUMENT, roster, list, id).map((use) =>
    [use.kind, "path" in use ? use.path : "", "step" in use ? use.step : ""].join(" ").trim()
  );

Deno.test("uses - a group is kept by entrances, topics, overflow, clocks and members", () => {
  assert.deepEqual(told("groups", "vip", [member("vip"), member("presale")]), [
    "route routes.3",
    "clock clocks.0",
    "members",
  ]);
  assert.deepEqual(told("groups", "orders"), [
    "topic routes.0",
    "topic routes.1",
    "overflow groups.0 1",
    "overflow groups.0 2",
  ]);
});

Deno.test("uses - an entrance is kept by the branch that leads to it", () => {
  assert.deepEqual(told("routes", "qishan-vip"), ["branch routes.0 1"]);
  assert.deepEqual(told("routes", "qishan-bot"), []);
});

Deno.test("uses - hours, bots and looks are kept by who names them, clocks by nobody", () => {
  assert.deepEqual(told("schedules", "day"), ["group groups.1"]);
  assert.deepEqual(told("schedules", "night", [member("vip", "night")]), ["members"]);
  assert.deepEqual(told("bots", "yunling-faq"), ["route routes.1"]);
  assert.deepEqual(told("looks", "members"), ["route routes.3"]);
  assert.deepEqual(told("clocks", "queue"), []);
});

Deno.test("uses - the last group and the last entrance stay", () => {
  const alone = {
    ...DEMO_CONFIGURATION,
    groups: [{ ...DEMO_CONFIGURATION.groups[0], overflow: [] }],
    routes: [{ ...DEMO_CONFIGURATION.routes[3], group: "presale" }],
    clocks: [],
  };
  const kinds = (list: UsedList, id: string) => usesOf(alone, [], list, id).map(({ kind }) => kind);
  assert.deepEqual(kinds("groups", "presale"), ["route", "only"]);
  assert.deepEqual(kinds("routes", "qishan-vip"), ["only"]);
});
