import { Buffer } from "node:buffer";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Batch } from "../../contract/batch.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import { isToken } from "../../contract/wire/ids.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import { sealAlone } from "../dead_letters.ts";
import type { Publisher } from "../publisher.ts";
import { readMessage } from "../stream_reads.ts";
import { STREAMS } from "../subjects.ts";

/**
 * Refused inbox messages as dead letters: written from the batch that refused them, under the inbox
 * sequence, so that a relay that comes again writes none twice. What somebody wrote is sealed with a
 * key of its own; redriving opens it.
 */
const WORKSPACE = 3;

/** False when one of them is not stored: the batch is relayed again. */
export async function writeDeadLetters(
  nats: NatsConnection,
  publisher: Publisher,
  keys: Keys,
  batch: Batch,
): Promise<boolean> {
  for (const [sequence, code] of batch.refused) {
    const message = await readMessage(nats, STREAMS.inbox, { seq: sequence });
    const workspace = message?.subject.split(".")[WORKSPACE] ?? "";
    const letter = {
      level: LEVEL,
      partition: batch.partition,
      at: batch.at,
      cause: "refused",
      code,
      inbox: sequence,
      subject: message?.subject,
      ...(message !== undefined &&
        await sealAlone(keys, Buffer.from(message.data).toString("base64"))),
    };
    const subject = `tg.dead.${isToken(workspace) ? workspace : "-"}.inbox`;
    const body = new TextEncoder().encode(JSON.stringify(letter));
    const stored = await publisher.publish(subject, body, { "Nats-Msg-Id": `inbox-${sequence}` });
    if (stored.state !== "stored") return false;
  }
  return true;
}
