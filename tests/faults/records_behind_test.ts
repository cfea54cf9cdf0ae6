/**
 * The way to PostgreSQL stalls and breaks, and the way from NATS to the projector is narrow: routing
 * and chat go on, the records fall behind, say so, and catch up to the row.
 */
import assert from "node:assert/strict";
import { call } from "../../deploy/demo/client.ts";
import { until } from "../support/until.ts";
import { enter, workOn } from "./desk_people.ts";
import { deskFault, type DeskStage } from "./desk_stage.ts";
import { full } from "./stage.ts";

const STALLED_MS = full ? 60_000 : 6_000;
const CUTS = full ? 30 : 5;
const CAUGHT_UP_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 50;
const NARROW_BYTES_PER_SECOND = 10_000;
const BEHIND_MS = 3_000;
const COUNTED_MS = 3_000;
/** An hour of five conversations a second, of eleven events each. */
const LATE_EVENTS = full ? 198_000 : 4_000;
/** Some hundred commands a second are taken on a small machine, and thousands are recorded. */
const WRITTEN_WITHIN_MS = 1_200_000;
const LATE_RECORDED_WITHIN_MS = full ? 600_000 : 60_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits longer than others do. */
async function eventually(what: string, withinMs: number, holds: () => Promise<boolean>) {
  const begun = performance.now();
  while (!await holds()) {
    assert.ok(performance.now() - begun < withinMs, `not in ${withinMs} ms: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Ms until the records hold what the journal holds now. */
async function caughtUp(stage: DeskStage, withinMs = CAUGHT_UP_WITHIN_MS): Promise<number> {
  const { sequence } = await stage.journal.tail();
  const begun = performance.now();
  await eventually("the records have caught up", withinMs, async () => {
    const rows = await stage.owner.query<{ reached: boolean }>(
      "select coalesce(max(sequence), 0) >= $1 as reached from fold.applied",
      [sequence],
    );
    return rows[0].reached;
  });
  return Math.round(performance.now() - begun);
}

/** Commands acknowledged in three seconds. */
async function counted(stage: DeskStage): Promise<number> {
  const before = stage.acknowledged();
  await pause(COUNTED_MS);
  return stage.acknowledged() - before;
}

deskFault(
  "PostgreSQL stalls and is cut off; chat goes on and the records catch up",
  {},
  async (stage) => {
    const lin = await workOn(stage, "lin");
    const anna = await enter(stage, "anna");
    await until("lin has her", () => lin.seen.has(anna.conversation));
    await stage.talk();
    stage.postgres.set({ mode: "blackHole" });
    const begun = performance.now();
    const said = { body: { kind: "text", text: "is anybody there?" } };
    const path = `/api/v1/visitor/conversations/${anna.conversation}/messages`;
    const { seq } = await call<{ seq: number }>(anna.client, "POST", path, said);
    await until("lin reads it", () => lin.seen.get(anna.conversation)! >= seq);
    const readMs = Math.round(performance.now() - begun);
    const before = stage.acknowledged();
    await pause(Math.max(0, STALLED_MS - readMs));
    const meanwhile = stage.acknowledged() - before;
    assert.ok(meanwhile > 20, `${meanwhile} commands while PostgreSQL did not answer`);
    stage.postgres.set({ mode: "pass" });
    const stalled = await caughtUp(stage);
    let worst = 0;
    for (let cut = 0; cut < CUTS; cut++) {
      stage.postgres.reset();
      worst = Math.max(worst, await caughtUp(stage));
    }
    await stage.end(
      `PostgreSQL silent for ${STALLED_MS} ms, then cut off ${CUTS} times`,
      `a message read in ${readMs} ms and ${meanwhile} commands meanwhile; caught up after ` +
        `${stalled} ms, after a cut ${worst} ms at worst`,
      Math.max(stalled, worst),
    );
  },
);

deskFault(
  "a projector that gets its journal slowly is behind, and nobody else is",
  {},
  async (stage) => {
    await stage.talk();
    const before = await counted(stage);
    stage.projectorNats.set({ mode: "throttle", bytesPerSecond: NARROW_BYTES_PER_SECOND });
    const lag = async () => await stage.projector().figure("tidegate_projector_lag_ms") ?? 0;
    await until("it says that it is behind", async () => await lag() > BEHIND_MS);
    const meanwhile = await counted(stage);
    assert.ok(meanwhile > before / 4, `${meanwhile} commands in 3 s, ${before} before`);
    const lagMs = await lag();
    stage.projectorNats.reset();
    stage.projectorNats.set({ mode: "pass" });
    const recoveryMs = await caughtUp(stage);
    await stage.end(
      `${NARROW_BYTES_PER_SECOND} bytes a second to the projector`,
      `${lagMs} ms behind; ${before} commands in 3 s before, ${meanwhile} meanwhile`,
      recoveryMs,
    );
  },
);

deskFault(
  "a projector that comes an hour of work late catches up while people talk on",
  {},
  async (stage) => {
    await stage.projector().kill("SIGTERM");
    const begun = performance.now();
    await stage.talk();
    await eventually(
      `${LATE_EVENTS} commands are taken`,
      WRITTEN_WITHIN_MS,
      () => Promise.resolve(stage.acknowledged() >= LATE_EVENTS),
    );
    const writtenMs = Math.round(performance.now() - begun);
    const before = await counted(stage);
    stage.startProjector();
    const recovered = caughtUp(stage, LATE_RECORDED_WITHIN_MS);
    const meanwhile = await counted(stage);
    const recoveryMs = await recovered;
    assert.ok(meanwhile > before / 4, `${meanwhile} commands in 3 s, ${before} before`);
    await stage.end(
      `no projector for ${LATE_EVENTS} commands, taken in ${writtenMs} ms`,
      `${before} commands in 3 s before it came, ${meanwhile} while it caught up`,
      recoveryMs,
    );
  },
);
