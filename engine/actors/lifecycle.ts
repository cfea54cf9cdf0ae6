import { append, messageOf, type Outcome } from "./append.ts";
import { close, failure, open as openGate } from "./batch_flow.ts";
import { createDraft } from "./batch_draft.ts";
import { commitDrafts, type Live, nextDraft } from "./live.ts";
import { catchUp, load } from "./load.ts";
import type { Desk } from "./desk.ts";
import type { Store } from "./world.ts";

/**
 * Taking a partition: read what is durable, then append the fence `partition.taken` with an epoch
 * one above the highest that was read, expecting the tail that was read. Of several contenders
 * exactly one append succeeds; the others read on and may try again. Nothing is decided before the
 * fence is durable, because only then is it certain that nobody else decides.
 */
export type Taken =
  | { state: "taken"; live: Live }
  | { state: "contended" }
  /** The lease is too old to fence with; it is renewed, or the partition is given up. */
  | { state: "waiting" }
  | { state: "full" }
  | { state: "failed"; reason: string };

export async function take(desk: Desk): Promise<Taken> {
  try {
    const live = await remember(desk, await desk.store());
    return await fence(desk, live);
  } catch (error) {
    return { state: "failed", reason: messageOf(error) };
  }
}

async function fence(desk: Desk, live: Live): Promise<Taken> {
  if (!desk.tenancy.fresh()) return { state: "waiting" };
  const draft = live.filling;
  const taken = { type: "partition.taken", epoch: live.epoch, owner: desk.world.owner } as const;
  commitDrafts(desk.world, live, [taken], "", live.time.now(), "engine");
  const [batch, encoded] = close(desk, live, draft);
  const appending = { ...desk.appending, journal: live.store.journal };
  const outcome = await append(appending, batch, encoded, draft.id, live.sequence);
  if (outcome.state !== "durable") return failed(outcome);
  live.filling = nextDraft(live);
  openGate(desk, live, draft, batch, outcome.sequence);
  if (live.doomed) return { state: "failed", reason: "the fence could not be sealed" };
  const storedAt = await live.store.journal.storedAt?.(outcome.sequence).catch(() => undefined);
  live.time.base(Math.max(live.lastAt, storedAt ?? desk.world.clock.wall()));
  live.leases.restart(desk.world.clock.monotonic());
  return { state: "taken", live };
}

function failed(outcome: Exclude<Outcome, { state: "durable" }>): Taken {
  if (outcome.state === "full") return { state: "full" };
  if (outcome.state === "expired") return { state: "failed", reason: failure(outcome) };
  return { state: "contended" };
}

async function remember(desk: Desk, store: Store): Promise<Live> {
  const { world } = desk;
  const memory = desk.tenancy.memory?.();
  if (memory !== undefined) desk.gauges.takenWarm++;
  const loaded = memory === undefined
    ? await load(world, desk.partition, store)
    : await catchUp(world, desk.partition, store, memory);
  // a journal on a server knows the time better than a machine whose clock may have been set
  const wall = await store.journal.now?.().catch(() => undefined) ?? world.clock.wall();
  desk.time.base(Math.max(loaded.lastAt, wall));
  const nonce = [...world.random.bytes(8)].map((byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
  return {
    store,
    tenancy: desk.tenancy,
    state: loaded.state,
    epoch: loaded.epoch + 1,
    sequence: loaded.sequence,
    inbox: loaded.inbox,
    inboxReadings: 0,
    filling: createDraft(`${nonce}-0`),
    pending: new Map(),
    time: desk.time,
    tail: loaded.tail,
    leases: loaded.leases,
    nonce,
    batches: 1,
    again: new Map(),
    hashes: new Map(),
    doomed: false,
    lastAt: loaded.lastAt,
  };
}
