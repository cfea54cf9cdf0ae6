import type { Command, Reply } from "../wire/commands.ts";
import type { FeedMessage, Signal } from "../wire/feed.ts";
import type { Queries, QueryName } from "../wire/queries.ts";
import type { Refusal } from "../wire/refusals.ts";

export type QueryReply<N extends QueryName> =
  | { ok: true; batch: number; answer: Queries[N]["answer"] }
  | { ok: false; error: Refusal };

/**
 * The way from a gateway to the engine and back. Embedded: calls in the process. NATS: request and
 * reply on `tg.gw.<gateway>.…`, one feed subject per gateway.
 */
export interface Bus {
  /** Resolves when the command's batch is durable, or with the refusal. Never rejects. */
  command(command: Command): Promise<Reply>;
  query<N extends QueryName>(
    workspace: string,
    name: N,
    ask: Queries[N]["ask"],
  ): Promise<QueryReply<N>>;
  /** Lossy. */
  signal(signal: Signal): void;
  /** Every 2 s while the gateway lives; its silence lapses it (architecture §6). */
  hello(gateway: string): void;
  /** `missed` is called when the way was cut and is whole again: what came meanwhile is lost. */
  onFeed(
    gateway: string,
    receive: (message: FeedMessage) => void,
    missed?: () => void,
  ): () => void;
  onSignal(gateway: string, receive: (signal: Signal) => void): () => void;
  /** Stores a configuration document under its content hash before `config.publish` names it. */
  putDocument(bytes: Uint8Array): Promise<string>;
  getDocument(hash: string): Promise<Uint8Array | undefined>;
}
