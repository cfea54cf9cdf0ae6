import { type ConsumerMessages, DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { JournalEntry } from "../../contract/batch.ts";
import { journalSubject, STREAMS } from "../subjects.ts";
import { SIGN_OF_LIFE_MS } from "./consume.ts";
import { entryOf } from "./entry.ts";

/** Pulled ahead of the reader, who writes a transaction meanwhile. */
const PULL_BYTES = 4 * 1024 * 1024;

/**
 * One partition's journal for a reader who says when it is ready for more: nothing queues here but
 * what one pull brings. `done` rejects when the stream cannot be read now; the reader begins again
 * from its own position. `durable` is past the last entry while the server holds more of them.
 */
export function journalSource(nats: NatsConnection, partition: number) {
  let last = 0;
  let more = false;
  return {
    partition,
    durable: () => more ? last + 1 : last,
    follow(after: number, receive: (entry: JournalEntry) => Promise<void>) {
      const state: { stopped: boolean; messages?: ConsumerMessages } = { stopped: false };
      const done = (async () => {
        const consumer = await jetstream(nats, { checkAPI: false }).consumers.get(STREAMS.journal, {
          filter_subjects: [journalSubject(partition)],
          deliver_policy: DeliverPolicy.StartSequence,
          opt_start_seq: after + 1,
        });
        const messages = await consumer
          .consume({ max_bytes: PULL_BYTES, idle_heartbeat: SIGN_OF_LIFE_MS });
        state.messages = messages;
        if (state.stopped) messages.stop();
        for await (const message of messages) {
          if (state.stopped) return;
          last = message.seq;
          more = message.info.pending > 0;
          await receive(entryOf(message.seq, message.data));
        }
      })();
      return {
        done,
        stop() {
          state.stopped = true;
          state.messages?.stop();
          return done.catch(() => {});
        },
      };
    },
  };
}
