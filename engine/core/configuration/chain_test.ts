import assert from "node:assert/strict";
import { OVERFLOW_STEPS_MAX } from "../../contract/configuration/overflow_chain.ts";
import { faultsOfDraft } from "../../contract/configuration/faults.ts";
import type { Group } from "../../contract/wire/configuration.ts";
import { configurationWith, groupNamed } from "../testing/configuration.ts";
import { advance, createDesk, give, publish } from "../testing/desk.ts";

/** Groups in a row, each full hands on to the next: so many steps from the first. */
const row = (steps: number): Group[] =>
  ["sales", ...Array.from({ length: steps }, (_, at) => `g${at}`)].map((id, at) =>
    groupNamed(id, { overflow: at < steps ? [{ when: "full", to: `g${at}` }] : [] })
  );
const documentOf = (steps: number) =>
  configurationWith({ groups: [...row(steps), groupNamed("service")] });
const tooLong = (path: string) => [{
  path,
  rule: "length",
  fault: "chainTooLong",
  limit: OVERFLOW_STEPS_MAX,
}];

Deno.test("configuration - a chain that has more steps than are followed is refused, not cut short", () => {
  const desk = createDesk();
  const refused = publish(desk, documentOf(OVERFLOW_STEPS_MAX + 1));
  assert.deepEqual(refused.error?.fields, tooLong("groups.0.overflow"));
  assert.deepEqual(faultsOfDraft(documentOf(OVERFLOW_STEPS_MAX + 1)), refused.error?.fields);
  assert.equal(publish(desk, documentOf(OVERFLOW_STEPS_MAX)).error, undefined);
});

Deno.test("configuration - a chain too long for an appointment is refused before its time", () => {
  const desk = createDesk();
  const long = documentOf(OVERFLOW_STEPS_MAX + 1);
  publish(desk, long);
  const hash = [...desk.documents].find(([, one]) => one === long)![0];
  const effectiveAt = desk.now + 60_000;
  const { error } = give(desk, "admin:root", "config.publish", { hash, effectiveAt });
  assert.deepEqual(error?.fields, tooLong("groups.0.overflow"));
});

Deno.test("adjustments - what makes another group's chain too long is refused", () => {
  const desk = createDesk(documentOf(OVERFLOW_STEPS_MAX));
  const adjust = (id: string) =>
    give(desk, "supervisor:sue", "group.adjust", {
      ids: [id],
      set: { overflow: [{ when: "full", to: "service" }] },
      untilAt: desk.now + 60_000,
    }).error?.fields;
  assert.deepEqual(adjust(`g${OVERFLOW_STEPS_MAX - 1}`), tooLong("set.overflow"));
  assert.equal(adjust("g0"), undefined, "a chain that it makes shorter");
});

Deno.test("configuration - a chain that an adjustment makes too long is refused to be published now", () => {
  const desk = createDesk(documentOf(OVERFLOW_STEPS_MAX - 1));
  const set = { overflow: [{ when: "full" as const, to: "service" }] };
  const last = `g${OVERFLOW_STEPS_MAX - 2}`;
  const untilAt = desk.now + 60_000;
  const adjusted = give(desk, "supervisor:sue", "group.adjust", { ids: [last], set, untilAt });
  assert.equal(adjusted.error, undefined);
  const groups = row(OVERFLOW_STEPS_MAX - 1);
  groups[0].overflow.push({ when: "longQueue", minQueue: 9, to: "g0" });
  const next = configurationWith({ groups: [...groups, groupNamed("service")] });
  assert.equal(faultsOfDraft(next).length, 0);
  assert.deepEqual(publish(desk, next).error?.fields, tooLong("groups.0.overflow"));
  advance(desk, 60_000);
  assert.equal(publish(desk, next).error, undefined);
});
