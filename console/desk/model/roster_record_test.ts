import assert from "node:assert/strict";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";
import { faultsAt, faultsOf, formOf, recordOf } from "./roster_record.ts";

const RECORD: AgentRecord = {
  name: "Lin",
  capacityUnits: 65,
  windowCap: 8,
  memberships: [{ group: "presale", weight: 3, bonus: 2 }],
  channels: ["web"],
  shops: ["qishan"],
  skills: { english: 4 },
  portrait: "p",
};

Deno.test("roster record - a form that was not touched gives the same record", () => {
  assert.deepEqual(recordOf(formOf(RECORD), RECORD), RECORD);
  assert.deepEqual(faultsOf(formOf(RECORD)), []);
});

Deno.test("roster record - groups, shops, skills and shifts come and go, the rest stays", () => {
  const form = {
    ...formOf(RECORD),
    chats: "2.05",
    weights: { presale: "5", service: "1" },
    shops: [],
    skills: [],
    schedule: "early",
  };
  assert.deepEqual(recordOf(form, RECORD), {
    name: "Lin",
    capacityUnits: 41,
    windowCap: 8,
    memberships: [{ group: "presale", weight: 5, bonus: 2 }, { group: "service", weight: 1 }],
    channels: ["web"],
    schedule: "early",
    portrait: "p",
  });
});

Deno.test("roster record - what is wrong is said by field", () => {
  const faults = (part: Partial<ReturnType<typeof formOf>>) =>
    faultsOf({ ...formOf(RECORD), ...part });
  assert.deepEqual(faults({ name: " " }), ["name"]);
  for (const chats of ["", "x", "-1", "201", "1.01"]) {
    assert.deepEqual(faults({ chats }), ["chats"]);
  }
  for (const windows of ["", "1.5", "501"]) assert.deepEqual(faults({ windows }), ["windows"]);
  assert.deepEqual(faults({ weights: { presale: "0" } }), ["weight"]);
  const twice = [{ skill: "english", level: 1 }, { skill: "english", level: 2 }];
  assert.deepEqual(faults({ skills: twice }), ["skill"]);
  assert.deepEqual(faults({ skills: [{ skill: "a b", level: 1 }] }), ["skill"]);
});

Deno.test("roster record - what the door found stands at the form's fields", () => {
  const paths = ["windowCap", "memberships.1.weight", "skills", "channels"];
  assert.deepEqual(faultsAt(paths.map((path) => ({ path }))), ["windows", "weight", "skill"]);
});
