import type { Bus } from "../contract/ports/bus.ts";
import type { FeedMessage, Signal } from "../contract/wire/feed.ts";
import type { Documents } from "../ports/documents.ts";
import type { EngineDoor } from "../ports/door.ts";

/** The way from a gateway to partitions of the same process. */
export interface LocalBus {
  bus: Bus;
  /** One message per durable batch, to every gateway that listens. */
  feed(message: FeedMessage): void;
  /** A signal that has passed the limits. */
  signal(signal: Signal): void;
  /** Messages a listener threw on. */
  feedDrops(): number;
}

/** Gateways of one process: one, and a second while it is being replaced. */
const LISTENERS_MAX = 16;

export function createLocalBus(engine: EngineDoor, documents: Documents): LocalBus {
  const feeds = new Set<(message: FeedMessage) => void>();
  const signals = new Set<(signal: Signal) => void>();
  let drops = 0;

  function listen<Message>(to: Set<(message: Message) => void>, receive: (of: Message) => void) {
    if (to.size >= LISTENERS_MAX) throw new Error("too many gateways listen to one engine");
    const listener = (message: Message): void => receive(message);
    to.add(listener);
    return () => void to.delete(listener);
  }

  /** A gateway that throws loses this message, which its sequence check finds; others do not. */
  function send<Message>(to: Set<(message: Message) => void>, message: Message): void {
    for (const receive of to) {
      try {
        receive(message);
      } catch {
        drops++;
      }
    }
  }

  return {
    bus: {
      command: (command) => new Promise((resolve) => engine.submit(command, resolve)),
      query: (workspace, name, ask) =>
        new Promise((resolve) => engine.query(workspace, name, ask, resolve)),
      signal: (signal) => engine.signal(signal),
      hello: (gateway) => engine.hello(gateway),
      onFeed: (_gateway, receive) => listen(feeds, receive),
      onSignal: (_gateway, receive) => listen(signals, receive),
      putDocument: (bytes) => documents.put(bytes),
      getDocument: (hash) => documents.get(hash),
    },
    feed: (message) => send(feeds, message),
    signal: (signal) => send(signals, signal),
    feedDrops: () => drops,
  };
}
