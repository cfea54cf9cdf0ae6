import type { NatsConnection } from "@nats-io/transport-node";
import type { Database } from "../../contract/ports/database.ts";
import { relayedThrough } from "../archive/retention.ts";
import { readMessage } from "../stream_reads.ts";
import { BUCKETS, bucketStream, bucketSubject, STREAMS } from "../subjects.ts";
import { journalEnd, readNote } from "./ledger.ts";
import { isRetired } from "./retire.ts";

/** The relay may still say events of this visitor: the next round tries again. */
class RelayBehind extends Error {
  override name = "RelayBehind";
}

/** Erasures that wait for the relay at one time; a round of the worker takes a hundred. */
const WAITING_MAX = 1_000;
/** The relay notes every two seconds how far it is. */
const WAIT_MS = 5_000;
const LOOK_EVERY_MS = 200;

/**
 * Purges an erased visitor's conversations from `TG_EVENTS` (architecture §3). A relay that is
 * behind would say them again, so it is waited for: the promise rejects until the relay has passed
 * what the journal held when this was first asked, or an operator retires it (`retire.ts`). Where
 * no relay ever ran there is nothing to purge.
 */
export function createForgetEvents(
  nats: NatsConnection,
  database: Pick<Database, "query">,
  waitMs = WAIT_MS,
) {
  /** Visitor → the journal's end when its erasure was first to be finished. */
  const waiting = new Map<string, number>();

  async function behind(visitor: string): Promise<boolean> {
    let through = waiting.get(visitor);
    if (through === undefined) {
      through = await journalEnd(nats);
      if (waiting.size >= WAITING_MAX) waiting.delete(waiting.keys().next().value!);
      waiting.set(visitor, through);
    }
    for (const until = performance.now() + waitMs;;) {
      if (await relayedThrough(nats) >= through) return false;
      if (performance.now() > until) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  return async (workspace: string, visitor: string): Promise<void> => {
    if (!await everRelayed(nats)) return;
    const who = `${workspace} ${visitor}`;
    if (!await isRetired(nats) && await behind(who)) {
      throw new RelayBehind(
        "the relay has not passed it yet; if none is to run any more, deno task relay --retire",
      );
    }
    const rows = await database.query<{ conversation: string }>(
      "select conversation from fold.conversations where workspace = $1 and visitor = $2",
      [workspace, visitor],
    );
    for (const { conversation } of rows) {
      await purge(nats, `tg.v1.${workspace}.evt.conversation.${conversation}.>`);
    }
    waiting.delete(who);
  };
}

/** A relay tells that it lives before it says its first event (`levels/members.ts`). */
async function everRelayed(nats: NatsConnection): Promise<boolean> {
  const last_by_subj = bucketSubject(BUCKETS.cluster, "member.relay.*");
  const told = await readMessage(nats, bucketStream(BUCKETS.cluster), { last_by_subj });
  return told !== undefined || await readNote(nats) !== undefined;
}

async function purge(nats: NatsConnection, filter: string): Promise<void> {
  const payload = JSON.stringify({ filter });
  const answer = await nats.request(`$JS.API.STREAM.PURGE.${STREAMS.events}`, payload);
  const { error } = answer.json<{ error?: { description?: string } }>();
  if (error !== undefined) throw new Error(`${STREAMS.events}: ${error.description}`);
}
