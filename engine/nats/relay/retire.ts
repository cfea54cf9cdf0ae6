import type { NatsConnection } from "@nats-io/transport-node";
import { livingMembers } from "../levels/members.ts";
import type { Publisher } from "../publisher.ts";
import { BUCKETS, bucketSubject, RELAYED_KEY } from "../subjects.ts";
import { noteText, readNote } from "./ledger.ts";

/**
 * A relay that is not to run any more. Whatever waits for it (an erasure must not be finished while
 * events of the visitor may still be said) would wait for ever, and nobody but an operator knows
 * that it will not come back, so the operator says it. Events that it left unsaid stay unsaid: one
 * that is started later writes only the dead letters of that time, and speaks from the journal's
 * end on. The inbox is kept until then, as the archiver goes by the relay's note.
 */
type Retired = { state: "retired" } | { state: "refused"; living: string[] };

/** Refused while a relay lives: it would say what it was told not to. */
export async function retireRelay(nats: NatsConnection, publisher: Publisher): Promise<Retired> {
  const living = await livingRelays(nats);
  if (living.length > 0) return { state: "refused", living };
  const { journal = 0 } = await readNote(nats) ?? {};
  const subject = bucketSubject(BUCKETS.cluster, RELAYED_KEY);
  const stored = await publisher.publish(subject, noteText({ journal, retired: true }));
  if (stored.state !== "stored") throw new Error(`the note was not stored: ${stored.reason}`);
  return { state: "retired" };
}

/** True while no relay will say what the journal holds: one that begins first tells that it lives. */
export const isRetired = async (nats: NatsConnection): Promise<boolean> =>
  (await readNote(nats))?.retired === true && (await livingRelays(nats)).length === 0;

const livingRelays = async (nats: NatsConnection): Promise<string[]> =>
  (await livingMembers(nats, "relay")).map(({ who }) => who);
