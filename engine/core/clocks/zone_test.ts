import assert from "node:assert/strict";
import { clockOf, configurationWith } from "../testing/configuration.ts";
import { advance, createDesk, type Desk, publish, WORKSPACE } from "../testing/desk.ts";
import { decode, encode } from "../mod.ts";
import { zonedTime } from "./zone.ts";

const PARIS = "Europe/Paris";
const inParis = configurationWith({
  shops: [{ id: "shop", name: { zh: "店", en: "shop" }, timeZone: PARIS }],
  clocks: [clockOf("round", { breachMs: 60_000 })],
});
/** 2027-03-28 01:00 UTC: the clocks of Paris go from 02:00 to 03:00. */
const SPRING_AT = Date.UTC(2027, 2, 28, 1);

const offsets = (desk: Desk) =>
  desk.journal.flatMap(({ events }) =>
    events.flatMap((event) =>
      event.type === "workspace.schedule_turned"
        ? [[event.schedule, event.offsetMinutes, event.nextAt] as const]
        : []
    )
  );

Deno.test("zones - the journal keeps a shop's offset, and its change at the moment it comes", () => {
  const desk = createDesk();
  publish(desk, inParis);
  assert.deepEqual(offsets(desk), [["zone Europe/Paris", 60, SPRING_AT]]);
  advance(desk, SPRING_AT - desk.now);
  assert.deepEqual(offsets(desk).at(-1)?.slice(0, 2), ["zone Europe/Paris", 120]);
});

Deno.test("zones - a round before a change has the offset before it, in a snapshot as well", () => {
  const desk = createDesk();
  publish(desk, inParis);
  advance(desk, SPRING_AT - desk.now + 1_000);
  const read = decode(encode(desk.state), (hash) => desk.documents.get(hash));
  for (const state of [desk.state, read]) {
    const workspace = state.workspaces.get(WORKSPACE)!;
    assert.equal(zonedTime(workspace, PARIS, SPRING_AT - 60_000).minute, 119);
    assert.equal(zonedTime(workspace, PARIS, SPRING_AT).minute, 180);
  }
});

Deno.test("zones - what the journal says holds, whatever the tables say by now", () => {
  const desk = createDesk();
  publish(desk, inParis);
  const workspace = desk.state.workspaces.get(WORKSPACE)!;
  const known = workspace.schedules.get("zone Europe/Paris")!;
  workspace.schedules.set("zone Europe/Paris", { ...known, offset: { minutes: 30, since: 0 } });
  assert.equal(zonedTime(workspace, PARIS, Date.UTC(2027, 0, 20)).minute, 30);
});
