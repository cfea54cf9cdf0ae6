import { LEVEL } from "../contract/wire/level.ts";
import type { Command } from "../contract/wire/commands.ts";
import type { Clock } from "../ports/clock.ts";
import { alarm, type Desk, liveOf } from "./desk.ts";
import { submit } from "./intake.ts";
import { commitDrafts, type Live } from "./live.ts";

/** What a partition looks after every second, whether or not anything happens. */
export interface Pulse {
  last: number;
  beats: number;
  lapses: number;
  clockAlarmed: boolean;
  journalAlarmed: boolean;
  readingFill: boolean;
}

export const BEAT_MS = 1_000;
const FILL_EVERY_BEATS = 5;
/** A beat or an append this late means that hellos were not heard either. */
const STALL_MS = 2_000;
const JOURNAL_ALARM_ABOVE = 0.9;
const CHECKPOINT_AFTER_MS = 24 * 3_600_000;

export const createPulse = (clock: Clock): Pulse => ({
  last: clock.monotonic(),
  beats: 0,
  lapses: 0,
  clockAlarmed: false,
  journalAlarmed: false,
  readingFill: false,
});

export function beat(desk: Desk): void {
  const { pulse } = desk;
  const now = desk.world.clock.monotonic();
  const late = now - pulse.last > BEAT_MS + STALL_MS;
  pulse.last = now;
  const live = liveOf(desk);
  if (live === undefined || live.doomed) return;
  if (pulse.beats++ % FILL_EVERY_BEATS === 0) void readFill(desk, live, pulse);
  judgeClock(desk, pulse);
  if (late || (live.inFlight !== undefined && now - desk.appendBegan > STALL_MS)) {
    live.leases.restart(now);
  }
  for (const gateway of live.leases.silent(now)) {
    live.leases.forget(gateway);
    submit(desk, lapse(gateway, live, pulse.lapses++), () => {});
  }
  checkpoint(desk, live);
  desk.pump();
}

const lapse = (gateway: string, live: Live, number: number): Command => ({
  type: "gateway.lapse",
  id: `lapse-${live.epoch}-${number}`,
  level: LEVEL,
  workspace: "",
  by: "engine",
  gateway,
});

/** A small difference alarms, a leap fences again and takes a new base (architecture §7). */
function judgeClock(desk: Desk, pulse: Pulse): void {
  const judgement = desk.time.judgement();
  if (judgement === "fence") desk.wantsFence = true;
  if (judgement !== "fine" && !pulse.clockAlarmed) {
    const message = `wall time differs by ${Math.round(desk.time.differenceMs())} ms`;
    alarm(desk, "clock", message);
  }
  pulse.clockAlarmed = judgement !== "fine";
}

async function readFill(desk: Desk, live: Live, pulse: Pulse): Promise<void> {
  if (pulse.readingFill) return;
  pulse.readingFill = true;
  try {
    const { bytes, bytesMax } = await live.store.journal.fill();
    desk.journalFill = bytesMax > 0 ? bytes / bytesMax : 0;
  } catch {
    return; // the last figure stands until the journal answers again
  } finally {
    pulse.readingFill = false;
  }
  const nearlyFull = desk.journalFill >= JOURNAL_ALARM_ABOVE;
  if (nearlyFull && !pulse.journalAlarmed) {
    const message = `journal ${Math.round(desk.journalFill * 100)} % full, new opens are refused`;
    alarm(desk, "journalNearlyFull", message);
  }
  pulse.journalAlarmed = nearlyFull;
}

/**
 * Goes on after a pause. The journal says that there was one, for what fell due meanwhile is late;
 * and silences begin anew, for nobody was heard.
 */
export function wake(desk: Desk): void {
  const live = liveOf(desk);
  if (live === undefined || live.doomed) return;
  live.leases.restart(desk.world.clock.monotonic());
  commitDrafts(desk.world, live, [CHECKPOINT], "", live.time.now(), "engine");
  desk.pump();
}

const CHECKPOINT = { type: "partition.checkpoint" } as const;

/**
 * A partition that is silent for a day says that it lives, so that silence means loss. With a lease
 * that is too old nothing could be stored, and every beat would say it again: `wake` says it then.
 */
function checkpoint(desk: Desk, live: Live): void {
  if (!desk.tenancy.fresh()) return;
  const now = live.time.now();
  if (now - live.lastAt < CHECKPOINT_AFTER_MS || live.inFlight !== undefined) return;
  commitDrafts(desk.world, live, [CHECKPOINT], "", now, "engine");
}
