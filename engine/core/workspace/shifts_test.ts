import assert from "node:assert/strict";
import type { Schedule } from "../../contract/wire/configuration.ts";
import { configurationWith } from "../testing/configuration.ts";
import { createDesk, type Desk, enrol, give, publish, recordOf } from "../testing/desk.ts";

const schedule = (id: string): Schedule => ({
  id,
  name: { zh: "班次", en: id },
  timeZone: "Asia/Shanghai",
  week: [{ days: [1], fromMinute: 0, toMinute: 60 }],
});
const deskWith = (...ids: string[]) => createDesk({ schedules: ids.map(schedule) }, { ann: {} });
const put = (desk: Desk, more: Parameters<typeof recordOf>[1]) => {
  const record = recordOf("ann", more);
  return give(desk, "admin:root", "roster.put", { agent: "ann", record }).error?.fields;
};
const UNKNOWN = [{ path: "record.schedule", rule: "reference", fault: "unknownSchedule" }];
const inUse = (id: string) => [{
  path: `schedules.${id}`,
  rule: "state",
  fault: "scheduleInUse",
}];

Deno.test("shifts - a record that names a schedule which is not there is refused", () => {
  const desk = deskWith("day");
  assert.deepEqual(put(desk, { schedule: "night" }), UNKNOWN);
  assert.equal(put(desk, { schedule: "day" }), undefined);
});

Deno.test("shifts - a schedule by which agents have their shifts is not taken away", () => {
  const desk = deskWith("day", "night");
  put(desk, { schedule: "day" });
  assert.deepEqual(publish(desk, configurationWith()).error?.fields, inUse("day"));
  put(desk, {});
  assert.equal(publish(desk, configurationWith()).error, undefined);
});

Deno.test("shifts - nor by an appointment, whichever comes first", () => {
  const desk = deskWith("day");
  const effectiveAt = desk.now + 60_000;
  publish(desk, configurationWith());
  const hash = [...desk.documents.keys()].at(-1)!;
  publish(desk, configurationWith({ schedules: [schedule("day")] }));
  const appoint = () => give(desk, "admin:root", "config.publish", { hash, effectiveAt });
  put(desk, { schedule: "day" });
  assert.deepEqual(appoint().error?.fields, inUse("day"));
  put(desk, {});
  assert.equal(appoint().error, undefined);
  assert.deepEqual(put(desk, { schedule: "day" }), UNKNOWN);
});

Deno.test("shifts - what named no schedule of a document before keeps nobody from anything", () => {
  const desk = deskWith();
  const [ann] = [...desk.state.workspaces.values()][0].agents;
  ann.record = { ...ann.record, schedule: "gone" };
  assert.equal(put(desk, { schedule: "gone", windowCap: 3 }), undefined);
  assert.equal(publish(desk, configurationWith({ schedules: [schedule("day")] })).error, undefined);
});

Deno.test("shifts - the first document has every schedule that the roster names", () => {
  const desk = deskWith();
  const [workspace] = desk.state.workspaces.values();
  workspace.plan = undefined;
  enrol(desk, "bob", { schedule: "day" });
  assert.deepEqual(publish(desk, configurationWith()).error?.fields, inUse("day"));
  const document = configurationWith({ schedules: [schedule("day")] });
  assert.equal(publish(desk, document).error, undefined);
});
