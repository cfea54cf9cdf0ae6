import { append, messageOf, type Outcome } from "./append.ts";
import { close, failure, open as openGate } from "./batch_flow.ts";
import { createDraft } from "./batch_draft.ts";
import { commitDrafts, type Live, nextDraft } from "./live.ts";
import { load } from "./load.ts";
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
  live.time.base(Math.max(live.lastAt, desk.world.clock.wall()));
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
  const loaded = await load(world, desk.partition, store);
  desk.time.base(Math.max(loaded.lastAt, world.clock.wall()));
  const nonce = [...world.random.bytes(8)].map((byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
  return {
    store,
    state: loaded.state,
    epoch: loaded.epoch + 1,
    sequence: loaded.sequence,
    filling: createDraft(`${nonce}-0`),
    pending: new Map(),
    time: desk.time,
    tail: loaded.tail,
    leases: loaded.leases,
    nonce,
    batches: 1,
    hashes: new Map(),
    doomed: false,
    lastAt: loaded.lastAt,
  };
}
