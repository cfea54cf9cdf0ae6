import type { Msg, NatsConnection, Subscription } from "@nats-io/transport-node";
import { simulationsInThreads } from "../../local/simulations/in_threads.ts";
import { isToken } from "../../contract/wire/ids.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import { respond } from "../bus/respond.ts";
import type { NatsOptions } from "../connection.ts";
import { gatewaySimulations } from "../subjects.ts";
import type { SimulationAnswered, SimulationAsked, StoredAsk } from "./asks.ts";
import type { ToThread } from "./thread.ts";

/**
 * What-ifs run beside the partition that they are about, in threads of low priority with their own
 * connections: the partition's thread answers what the threads have told, and reads nothing. When
 * the partition goes to another process they end, because nobody would ask for them here.
 */
export interface SimulationsServed {
  open(partition: number): void;
  close(partition: number): void;
}

export function serveSimulations(
  nats: NatsConnection,
  { url, name, tls, inboxPrefix }: NatsOptions,
): SimulationsServed {
  const options = { url, name: `${name}-what-if`, tls, inboxPrefix };
  const partitions = new Map<string, number>();
  const threads = simulationsInThreads<StoredAsk>(
    new URL("./thread.ts", import.meta.url),
    (workspace, ask): ToThread => {
      return { nats: options, partition: partitions.get(workspace)!, workspace, ask };
    },
  );
  const doors = new Map<number, Subscription>();

  function answer(partition: number, asked: SimulationAsked | undefined): SimulationAnswered {
    if (asked === undefined) return INVALID;
    const { workspace, simulation } = asked;
    switch (asked.do) {
      case "start":
        partitions.set(workspace, partition);
        return threads.start(workspace, simulation, asked.ask);
      case "progress":
        return threads.progress(workspace, simulation);
      case "cancel":
        return threads.cancel(workspace, simulation);
      default:
        return INVALID;
    }
  }

  return {
    open(partition) {
      if (doors.has(partition)) return;
      const callback = (error: Error | null, message: Msg) => {
        if (error === null) respond(message, JSON.stringify(answer(partition, parsed(message))));
      };
      doors.set(partition, nats.subscribe(gatewaySimulations("*", partition), { callback }));
    },
    close(partition) {
      doors.get(partition)?.unsubscribe();
      doors.delete(partition);
      for (const [workspace, its] of partitions) {
        if (its !== partition) continue;
        threads.drop(workspace);
        partitions.delete(workspace);
      }
    },
  };
}

/** What no gateway of ours would send is refused before anything is made of it. */
function parsed(message: Msg): SimulationAsked | undefined {
  try {
    const asked = message.json<SimulationAsked | null>();
    const fine = isToken(asked?.workspace) && typeof asked?.simulation === "string" &&
      (asked.do !== "start" || Number.isInteger(asked.ask?.days));
    return fine ? asked! : undefined;
  } catch {
    return undefined;
  }
}

const INVALID = { ok: false, error: refusal("invalid") } as const;
