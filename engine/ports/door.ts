import type { QueryReply } from "../contract/ports/bus.ts";
import type { Command, Reply } from "../contract/wire/commands.ts";
import type { Signal } from "../contract/wire/feed.ts";
import type { Queries, QueryName } from "../contract/wire/queries.ts";

/** What a bus needs of the engine behind it. */
export interface EngineDoor {
  submit(command: Command, reply: (reply: Reply) => void): void;
  query<N extends QueryName>(
    workspace: string,
    name: N,
    ask: Queries[N]["ask"],
    answer: (reply: QueryReply<N>) => void,
  ): void;
  hello(gateway: string): void;
  signal(signal: Signal): void;
}
