/** What integrators read events by. */
import { AckPolicy, jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { STREAMS } from "../../engine/nats/subjects.ts";
import type { Integrator } from "./configuration.ts";

const ACK_WAIT_NS = 30_000_000_000;
const UNACKNOWLEDGED_MAX = 1_000;

/** Each integrator's one consumer, of its own company's events; what is there stays as it is. */
export async function putConsumers(
  operator: NatsConnection,
  integrators: readonly Integrator[],
): Promise<void> {
  const manager = await jetstreamManager(operator, { checkAPI: false });
  for (const { name, workspace } of integrators) {
    await manager.consumers.add(STREAMS.events, {
      durable_name: name,
      filter_subject: `tg.v1.${workspace}.evt.>`,
      ack_policy: AckPolicy.Explicit,
      ack_wait: ACK_WAIT_NS,
      max_ack_pending: UNACKNOWLEDGED_MAX,
    });
  }
}
