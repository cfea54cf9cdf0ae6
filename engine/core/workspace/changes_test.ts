import assert from "node:assert/strict";
import type { Configuration } from "../../contract/wire/configuration.ts";
import { decode, encode, installDocument, query } from "../mod.ts";
import { configurationWith, groupNamed, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, type Desk, give, open, WORKSPACE } from "../testing/desk.ts";

const HOUR_MS = 3_600_000;

/** Stores a document as the door does and returns its hash. */
function stored(desk: Desk, document: Configuration): string {
  const hash = `h${desk.documents.size}`;
  desk.documents.set(hash, document);
  installDocument(desk.state, hash, document);
  return hash;
}

const ask = (desk: Desk, hash: string, times: { effectiveAt?: number; revertAt?: number }) =>
  give(desk, "admin:root", "config.publish", { hash, ...times });

function live(desk: Desk) {
  const answer = query(desk.state, WORKSPACE, "config.live", {}, desk.now);
  if ("code" in answer) throw new Error(answer.code);
  return {
    ...answer,
    changes: answer.changes.map(({ at, kind, hash }) => `${kind} ${hash} ${at}`),
  };
}

Deno.test("configuration - is published at its time and taken back at its time", () => {
  const desk = createDesk({}, { ann: {} });
  const night = stored(desk, configurationWith());
  const [effectiveAt, revertAt] = [desk.now + HOUR_MS, desk.now + 3 * HOUR_MS];
  const [scheduled] = ask(desk, night, { effectiveAt, revertAt }).events;
  assert.equal(scheduled.type, "config.scheduled");
  assert.deepEqual(live(desk), {
    version: 1,
    hash: "h0",
    changes: [`publish ${night} ${effectiveAt}`],
  });
  const [published] = advance(desk, HOUR_MS);
  assert.deepEqual({ ...published, seq: 0 }, {
    type: "config.published",
    seq: 0,
    at: effectiveAt,
    workspace: WORKSPACE,
    by: "engine",
    version: 2,
    hash: night,
    cause: "scheduled",
    scheduledFor: effectiveAt,
    askedBy: "admin:root",
    revertAt,
  });
  assert.deepEqual(live(desk).changes, [`revert h0 ${revertAt}`]);
  const [reverted] = advance(desk, 2 * HOUR_MS);
  assert.equal(reverted.type === "config.published" && reverted.cause, "reverted");
  assert.deepEqual(live(desk), { version: 3, hash: "h0", changes: [] });
});

Deno.test("configuration - appointments survive a snapshot and are kept after it", () => {
  const desk = createDesk();
  const night = stored(desk, configurationWith());
  ask(desk, night, { effectiveAt: desk.now + HOUR_MS, revertAt: desk.now + 2 * HOUR_MS });
  const again = decode(encode(desk.state), (hash) => desk.documents.get(hash));
  assert.deepEqual(encode(again), encode(desk.state));
  const events = advance({ ...desk, state: again }, 2 * HOUR_MS);
  assert.deepEqual(events.map(({ type }) => type), ["config.published", "config.published"]);
});

Deno.test("configuration - what is published in between voids a return, not other appointments", () => {
  const desk = createDesk();
  const [first, second, later] = [1, 2, 3].map(() => stored(desk, configurationWith()));
  ask(desk, first, { revertAt: desk.now + HOUR_MS });
  ask(desk, later, { effectiveAt: desk.now + 2 * HOUR_MS });
  ask(desk, second, {});
  assert.deepEqual(live(desk).changes, [`publish ${later} ${desk.now + 2 * HOUR_MS}`]);
});

Deno.test("configuration - an appointment that would take away a group in use is withdrawn", () => {
  const desk = createDesk();
  const without = configurationWith({
    groups: [groupNamed("sales")],
    routes: [routeNamed("front", "sales")],
  });
  const hash = stored(desk, without);
  ask(desk, hash, { effectiveAt: desk.now + HOUR_MS });
  open(desk, "c", { route: "back" });
  const [withdrawn] = advance(desk, HOUR_MS);
  assert.equal(withdrawn.type === "config.withdrawn" && withdrawn.cause, "groupsInUse");
  assert.deepEqual(live(desk), { version: 1, hash: "h0", changes: [] });
});

Deno.test("configuration - an appointment made again with another return has that return", () => {
  const desk = createDesk({}, { ann: {} });
  const night = stored(desk, configurationWith());
  const effectiveAt = desk.now + HOUR_MS;
  const asked = (hours: number) =>
    ask(desk, night, { effectiveAt, revertAt: desk.now + hours * HOUR_MS }).events
      .map(({ type }) => type);
  assert.deepEqual(asked(3), ["config.scheduled"]);
  assert.deepEqual(asked(3), []);
  assert.deepEqual(asked(4), ["config.withdrawn", "config.scheduled"]);
  const revertAt = desk.now + 4 * HOUR_MS;
  advance(desk, HOUR_MS);
  assert.deepEqual(live(desk).changes, [`revert h0 ${revertAt}`]);
});

Deno.test("configuration - what is in force is not said to have another return than it has", () => {
  const desk = createDesk({}, { ann: {} });
  const night = stored(desk, configurationWith());
  const revertAt = desk.now + HOUR_MS;
  ask(desk, night, { revertAt });
  assert.deepEqual(ask(desk, night, { revertAt }), { events: [] });
  assert.deepEqual(ask(desk, night, {}), { events: [] });
  const refused = ask(desk, night, { revertAt: revertAt + HOUR_MS });
  assert.deepEqual(refused.error?.fields, [{ path: "revertAt", rule: "state" }]);
  assert.deepEqual(live(desk).changes, [`revert h0 ${revertAt}`]);
});

Deno.test("configuration - an appointment is taken back by hand once", () => {
  const desk = createDesk();
  const hash = stored(desk, configurationWith());
  const effectiveAt = desk.now + HOUR_MS;
  ask(desk, hash, { effectiveAt });
  assert.deepEqual(ask(desk, hash, { effectiveAt }).events, []);
  const withdraw = () => give(desk, "admin:root", "config.withdraw", { hash, effectiveAt });
  assert.equal(withdraw().events[0].type, "config.withdrawn");
  assert.equal(withdraw().error?.code, "not_found");
  assert.deepEqual(advance(desk, 2 * HOUR_MS), []);
});

Deno.test("configuration - a return before the publishing, or in a hundred years, is refused", () => {
  const desk = createDesk();
  const hash = stored(desk, configurationWith());
  const faults = (times: { effectiveAt?: number; revertAt?: number }) =>
    ask(desk, hash, times).error?.fields?.map(({ path, rule }) => `${path} ${rule}`);
  assert.deepEqual(faults({ revertAt: desk.now }), ["revertAt range"]);
  assert.deepEqual(faults({ effectiveAt: desk.now + 2, revertAt: desk.now + 1 }), [
    "revertAt range",
  ]);
  assert.deepEqual(faults({ effectiveAt: desk.now * 2 }), ["effectiveAt range"]);
});
