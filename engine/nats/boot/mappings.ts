import type { NatsConnection } from "@nats-io/transport-node";
import { partitionOf } from "../../contract/wire/ids.ts";
import { MAPPINGS } from "../subjects.ts";
import { BootRefused } from "./refused.ts";

/** A workspace that nobody has: what is sent to it tells where the server's mapping leads. */
const PROBE = "tidegate-boot";
const ARRIVES_WITHIN_MS = 1_000;

/** The inbox is mapped in the same lines; a probe there would be kept as a message. */
const PROBED = ["cmd", "qry"];

export async function checkMappings(nats: NatsConnection): Promise<void> {
  for (const [from, to] of MAPPINGS) {
    const kind = from.split(".")[3];
    if (!PROBED.includes(kind) || await arrives(nats, kind)) continue;
    throw new BootRefused(
      `The server does not map ${from}: add "${from}": "${to}" to the mappings of its ` +
        `configuration and reload it (nats-server --signal reload).`,
    );
  }
}

async function arrives(nats: NatsConnection, kind: string): Promise<boolean> {
  const subject = `tg.p.${partitionOf(PROBE)}.${PROBE}.${kind}.boot.check`;
  const heard = nats.subscribe(subject, { max: 1 });
  await nats.flush();
  nats.publish(`tg.v1.${PROBE}.${kind}.boot.check`);
  const timer = setTimeout(() => heard.unsubscribe(), ARRIVES_WITHIN_MS);
  for await (const _ of heard) {
    clearTimeout(timer);
    return true;
  }
  return false;
}
