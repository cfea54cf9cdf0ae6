import type { Batch } from "../contract/batch.ts";
import { againAt } from "./again.ts";
import { messageOf, type Outcome } from "./append.ts";
import { type BatchDraft, isWorthStoring } from "./batch_draft.ts";
import { failure, flush, giveUp, open } from "./batch_flow.ts";
import { alarm, deadLetter, type Desk, type Phase } from "./desk.ts";
import { take } from "./lifecycle.ts";
import { hasRoom, type Live } from "./live.ts";
import { no, unavailable } from "./refusing.ts";
import { measure } from "./measure.ts";
import { turn, type Turned } from "./turn.ts";

/**
 * The motor of a partition. `pump` runs a turn whenever something arrived, a batch became durable
 * or an alarm rang; `landed` takes the journal's answer; `begin` takes the partition, at start and
 * whenever memory was given up. Everything here runs to its end without waiting, except `begin`,
 * and nothing is decided while that waits.
 */
const FENCE_TRIES_MAX = 5;
/** A lease is renewed every 600 ms. */
const STALE_RETRY_MS = 200;
const FULL_RETRY_MS = 5_000;
const BROKEN_RETRY_MS = 10_000;
/** Each reload writes a fence: a crash that comes back at once must not fill the journal. */
const RELOAD_GAP_MS = 1_000;

/** Runs a turn, unless one runs or nothing may be decided; then sees to the next one. */
export function pump(desk: Desk): void {
  if (desk.running || desk.phase.state !== "deciding") return;
  const { live } = desk.phase;
  if (live.doomed || desk.wantsFence || desk.stopping !== undefined) return settle(desk, live);
  if (!desk.tenancy.fresh()) return;
  desk.running = true;
  const began = desk.world.clock.monotonic();
  let turned: Turned = "blocked";
  try {
    turned = turn(desk, live);
    flush(desk, live);
  } catch (error) {
    live.doomed = true;
    deadLetter(desk, "apply", "", `a turn broke off: ${messageOf(error)}`);
  } finally {
    desk.running = false;
  }
  measure(desk.gauges.turnMs, desk.world.clock.monotonic() - began);
  if (live.doomed) return settle(desk, live);
  const { alarms } = desk.world;
  if (turned === "more" && hasRoom(live)) alarms.set(`turn ${desk.partition}`, 0, desk.pump);
  armDeadline(desk, live);
}

function armDeadline(desk: Desk, live: Live): void {
  const { alarms, clock, core } = desk.world;
  const now = clock.monotonic();
  const dueInMs = Math.min(core.nextDueAt(live.state) - live.time.now(), againAt(live) - now);
  if (dueInMs === Infinity) return alarms.clear(`deadline ${desk.partition}`);
  const afterMs = Math.max(1, desk.deadlines.heldUntil - now, dueInMs);
  alarms.set(`deadline ${desk.partition}`, afterMs, desk.pump);
}

/** Nothing more is decided by this memory: store what is sound, then read anew or stop. */
function settle(desk: Desk, live: Live): void {
  if (live.doomed) {
    for (const held of live.filling.held.splice(0)) held.lost();
  } else {
    flush(desk, live);
  }
  if (live.inFlight !== undefined || (!live.doomed && isWorthStoring(live.filling))) return;
  giveUp(live);
  if (desk.stopping !== undefined) return void finish(desk, "stopped by its process");
  void begin(desk);
}

/** The journal has answered for the batch in flight. */
export function landed(
  desk: Desk,
  live: Live,
  draft: BatchDraft,
  batch: Batch,
  outcome: Outcome,
): void {
  if (desk.phase.state !== "deciding" || desk.phase.live !== live) return;
  if (outcome.state === "durable") {
    desk.running = true;
    try {
      open(desk, live, draft, batch, outcome.sequence);
      flush(desk, live);
    } finally {
      desk.running = false;
    }
    return pump(desk);
  }
  giveUp(live);
  const message = `partition ${desk.partition}: ${failure(outcome)}`;
  switch (outcome.state) {
    case "superseded":
      alarm(desk, "superseded", message);
      return void finish(desk, failure(outcome));
    case "full":
      alarm(desk, "journalFull", message);
      break;
    case "expired":
      alarm(desk, "appendExpired", message);
      break;
    case "lost":
      break;
  }
  void begin(desk);
}

/** Takes the partition, however often that has to be tried. */
export async function begin(desk: Desk): Promise<void> {
  const { alarms, clock } = desk.world;
  const retry = `retry ${desk.partition}`;
  leave(desk, { state: "loading" });
  const sinceMs = clock.monotonic() - desk.loadBegan;
  if (sinceMs < RELOAD_GAP_MS) await alarms.sleep(retry, RELOAD_GAP_MS - sinceMs);
  const began = clock.monotonic();
  for (let contended = 0; !isStopped(desk);) {
    desk.loadBegan = clock.monotonic();
    desk.wantsFence = false;
    const taken = await take(desk);
    if (isStopped(desk)) return;
    switch (taken.state) {
      case "taken":
        desk.phase = { state: "deciding", live: taken.live };
        desk.gauges.takeMs = clock.monotonic() - began;
        return pump(desk);
      case "contended":
        if (++contended < FENCE_TRIES_MAX) break;
        alarm(desk, "superseded", `partition ${desk.partition}: another owner fences it`);
        return finish(desk, "another owner fences it");
      case "waiting":
        await alarms.sleep(retry, STALE_RETRY_MS);
        break;
      case "full":
        leave(desk, { state: "full" });
        await alarms.sleep(retry, FULL_RETRY_MS);
        break;
      case "failed":
        alarm(desk, "loadFailed", `partition ${desk.partition}: ${taken.reason}`);
        leave(desk, { state: "broken", reason: taken.reason });
        await alarms.sleep(retry, BROKEN_RETRY_MS);
        break;
    }
  }
}

const isStopped = (desk: Desk): boolean => desk.phase.state === "stopped";

/** Leaves deciding. While loading, letters wait; in every other phase they are refused. */
function leave(desk: Desk, next: Phase): void {
  if (desk.phase.state === "deciding") desk.gauges.reloads++;
  desk.phase = next;
  desk.world.alarms.clear(`deadline ${desk.partition}`);
  desk.world.alarms.clear(`turn ${desk.partition}`);
  if (next.state === "loading") return;
  for (let letter = desk.mailbox.shift(); letter; letter = desk.mailbox.shift()) {
    letter.reply(no(unavailable()));
  }
}

async function finish(desk: Desk, reason: string): Promise<void> {
  leave(desk, { state: "stopped", reason });
  desk.world.alarms.clear(`retry ${desk.partition}`);
  await desk.close();
  desk.stopping?.resolve();
}

/** Gives memory up at once. What was durable stays, and what was not is told so. */
export function abandon(desk: Desk, reason: string): void {
  if (isStopped(desk)) return;
  if (desk.phase.state === "deciding") giveUp(desk.phase.live);
  void finish(desk, reason);
}

/** Refuses what is not decided yet, waits for the append, closes the journal. */
export function stop(desk: Desk): Promise<void> {
  if (desk.stopping !== undefined) return desk.stopping.done;
  if (isStopped(desk)) return Promise.resolve();
  let resolve = () => {};
  const done = new Promise<void>((run) => resolve = run);
  desk.stopping = { done, resolve };
  if (desk.phase.state === "deciding") pump(desk);
  else void finish(desk, "stopped by its process");
  return done;
}
