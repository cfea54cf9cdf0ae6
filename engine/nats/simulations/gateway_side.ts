import type { NatsConnection } from "@nats-io/transport-node";
import type { Simulations } from "../../contract/ports/simulations.ts";
import { partitionOf } from "../../contract/wire/ids.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import { createCaller } from "../bus/caller.ts";
import type { GatewayBusSettings } from "../bus/gateway_bus.ts";
import { gatewaySimulations } from "../subjects.ts";
import type { SimulationAnswered, SimulationAsked } from "./asks.ts";

/** An owner answers at once; one that died answers never. */
const ANSWER_WITHIN_MS = 2_000;
/** A planned handover takes under 300 ms, a takeover up to 4 s. */
const TRIES_MAX = 3;
const AGAIN_MS = 500;

/** What-if by the owner of the workspace's partition; a repeat is the same simulation. */
export function natsSimulations(
  nats: NatsConnection,
  { gateway, documents, placement = partitionOf }: GatewayBusSettings,
): Simulations & { close(): void } {
  const caller = createCaller(nats);
  const unavailable = {
    ok: false,
    error: refusal("unavailable", { retryAfterMs: 1_000 }),
  } as const;

  async function call(asked: SimulationAsked): Promise<SimulationAnswered> {
    const subject = gatewaySimulations(gateway, placement(asked.workspace));
    const payload = JSON.stringify(asked);
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      if (tries > 0) await new Promise((next) => setTimeout(next, AGAIN_MS));
      const called = await caller.call(subject, payload, ANSWER_WITHIN_MS);
      if (called.state === "answered") return called.message.json<SimulationAnswered>();
    }
    return unavailable;
  }

  return {
    async start(workspace, { draft, ...rest }) {
      const hash = await documents.put(new TextEncoder().encode(JSON.stringify(draft)));
      const simulation = crypto.randomUUID();
      const ask = { ...rest, draft: hash };
      const started = await call({ workspace, simulation, do: "start", ask });
      return started.ok ? { ok: true, simulation } : started;
    },
    async progress(workspace, simulation) {
      const found = await call({ workspace, simulation, do: "progress" });
      if (!found.ok) return found;
      return found.progress ? { ok: true, progress: found.progress } : unavailable;
    },
    async cancel(workspace, simulation) {
      const ended = await call({ workspace, simulation, do: "cancel" });
      return ended.ok ? { ok: true } : ended;
    },
    close: () => caller.close(),
  };
}
