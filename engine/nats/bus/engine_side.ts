import type { Msg, NatsConnection, Subscription } from "@nats-io/transport-node";
import type { QueryReply } from "../../contract/ports/bus.ts";
import type { Command, Reply } from "../../contract/wire/commands.ts";
import type { FeedMessage, Signal } from "../../contract/wire/feed.ts";
import { isToken } from "../../contract/wire/ids.ts";
import type { Queries, QueryName } from "../../contract/wire/queries.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import type { EngineDoor } from "../../ports/door.ts";
import {
  gatewayCommands,
  gatewayFeed,
  gatewayHello,
  gatewayQueries,
  gatewaySignalled,
  gatewaySignals,
} from "../subjects.ts";
import { feedPieces } from "./feed_pieces.ts";
import { respond } from "./respond.ts";
import { submitBundle } from "./unbundle.ts";

/**
 * The engine's side of the gateways' bus: one callback subscription per owned partition and kind,
 * replies by `respond`, and feeds to every gateway that has said hello lately.
 */
export interface EngineSide {
  /** Listens for a partition that this process owns from now on; the other end of it: `close`. */
  open(partition: number): void;
  close(partition: number): void;
  feed(message: FeedMessage): void;
  signal(signal: Signal): void;
  /** Gateways heard of lately. */
  gateways(): string[];
  stop(): void;
}

/** As long as the engine waits before it lapses a gateway. */
const SILENT_AFTER_MS = 6_000;
/** Two hellos' time. */
const FED_MS = 4_000;
/** Batches kept for it; of a busy process the newest. */
const FED_MAX = 256;
/** Of them, as text at once to one who is heard first: what a connection's buffer takes easily. */
const FED_CHARS_MAX = 8_000_000;
/** The largest installation has a hundred. */
const GATEWAYS_MAX = 1_000;
const GATEWAY_TOKEN = 2;

export function serveGateways(nats: NatsConnection, door: EngineDoor): EngineSide {
  const heard = new Map<string, number>();
  const doors = new Map<number, Subscription[]>();

  const hellos = nats.subscribe(gatewayHello("*"), {
    callback: (error, message) => {
      const gateway = message?.subject.split(".")[GATEWAY_TOKEN];
      if (error !== null || !isToken(gateway)) return;
      if (!heard.has(gateway)) {
        feedAgain(gateway);
      }
      heard.delete(gateway);
      heard.set(gateway, performance.now());
      if (heard.size > GATEWAYS_MAX) heard.delete(heard.keys().next().value!);
      door.hello(gateway);
    },
  });

  /**
   * A process that has just begun knows no gateway until their next hello, and what it fed until
   * then would be missed in silence: whoever is heard first gets the last seconds again. Gateways
   * drop what they have by its sequence.
   */
  const fed: { message: FeedMessage; at: number }[] = [];
  function lately() {
    const since = performance.now() - FED_MS;
    while (fed.length > 0 && (fed[0].at < since || fed.length > FED_MAX)) fed.shift();
    return fed;
  }

  /** The newest as far as there is room: what is left out shows as a gap and is asked for. */
  function feedAgain(gateway: string): void {
    let chars = 0;
    const again: string[] = [];
    for (const { message } of lately().toReversed()) {
      const pieces = feedPieces(message);
      chars += pieces.reduce((sum, piece) => sum + piece.length, 0);
      if (chars > FED_CHARS_MAX) break;
      again.unshift(...pieces);
    }
    for (const piece of again) nats.publish(gatewayFeed(gateway), piece);
  }

  /** Written as text for somebody alone: that costs more than most decisions do. */
  function feedTo(to: string[], message: FeedMessage): void {
    if (to.length === 0) return;
    for (const piece of feedPieces(message)) {
      for (const gateway of to) nats.publish(gatewayFeed(gateway), piece);
    }
  }

  function gateways(): string[] {
    const since = performance.now() - SILENT_AFTER_MS;
    for (const [gateway, at] of heard) if (at < since) heard.delete(gateway);
    return [...heard.keys()];
  }

  function on(subject: string, receive: (message: Msg, body: unknown) => void): Subscription {
    return nats.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) return;
        const body = parsed(message);
        if (body === undefined) respond(message, REFUSED);
        else receive(message, body);
      },
    });
  }

  return {
    open(partition) {
      if (doors.has(partition)) return;
      doors.set(partition, [
        on(gatewayCommands("*", partition), (message, body) => {
          if (Array.isArray(body)) return submitBundle(door, message, body);
          door.submit(body as Command, (reply: Reply) => respond(message, JSON.stringify(reply)));
        }),
        on(gatewayQueries("*", partition), (message, body) => query(door, message, body)),
        on(gatewaySignals("*", partition), (_, body) => door.signal(body as Signal)),
      ]);
    },
    close(partition) {
      for (const subscription of doors.get(partition) ?? []) subscription.unsubscribe();
      doors.delete(partition);
    },
    feed(message) {
      fed.push({ message, at: performance.now() });
      lately();
      feedTo(gateways(), message);
    },
    signal(signal) {
      const text = JSON.stringify(signal);
      for (const gateway of gateways()) nats.publish(gatewaySignalled(gateway), text);
    },
    gateways,
    stop() {
      hellos.unsubscribe();
      for (const subscriptions of doors.values()) {
        for (const subscription of subscriptions) subscription.unsubscribe();
      }
      doors.clear();
    },
  };
}

const REFUSED = JSON.stringify({ ok: false, error: refusal("invalid") });

function parsed(message: Msg): unknown {
  try {
    const body: unknown = JSON.parse(message.string());
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

interface Question {
  workspace: string;
  name: QueryName;
  ask: Queries[QueryName]["ask"];
}

function query(door: EngineDoor, message: Msg, body: unknown): void {
  const { workspace, name, ask } = body as Question;
  door.query(workspace, name, ask, (reply: QueryReply<QueryName>) => {
    respond(message, JSON.stringify(reply));
  });
}
