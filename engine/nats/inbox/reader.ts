import type { JsMsg } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Partition } from "../../actors/partition.ts";
import type { Keys } from "../../contract/ports/keys.ts";
import type { Command } from "../../contract/wire/commands.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import { type Refusal, refusal } from "../../contract/wire/refusals.ts";
import type { EngineDoor } from "../../ports/door.ts";
import { isRefusal, named, parseCommand } from "../integrators/parse.ts";
import { sealCommand } from "../integrators/seal.ts";
import { integratorOf } from "../integrators/serve.ts";
import { followMessages } from "../journal/consume.ts";
import { inboxSubjects, STREAMS } from "../subjects.ts";

/**
 * Reads the inbox of one partition for its owner: in the stream's order, from the message after the
 * one that the newest batch names. There is no acknowledgement and no redelivery, so nothing can be
 * delivered twice: what is decided stands in a batch together with how far was read, and what was
 * not durable is read again by the next memory. A refusal is decided once, too, and stands there.
 */
export interface InboxReader {
  stop(): void;
}

export interface InboxParts {
  nats: NatsConnection;
  door: EngineDoor;
  keys: Keys;
  inboxOf(partition: number): Pick<Partition, "inbox" | "submitInbox"> | undefined;
}

/** Messages given to the mailbox and not durable yet. */
const UNDECIDED_MAX = 256;
const LOOK_EVERY_MS = 100;
/** A key store or a live state that does not answer is asked again, for the message must not go. */
const AGAIN_MS = 500;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function readInbox(parts: InboxParts, partition: number): InboxReader {
  let stopped = false;
  let end = (): void => {};

  /** Until the memory that it reads for is gone. */
  function readFor(nonce: string, after: number): Promise<void> {
    return new Promise((over) => {
      let undecided = 0;
      let lost = false;
      const isOver = (): boolean =>
        stopped || lost || parts.inboxOf(partition)?.inbox()?.nonce !== nonce;

      async function receive(message: JsMsg): Promise<void> {
        const read = await readMessage(parts, message, isOver);
        while (undecided >= UNDECIDED_MAX && !isOver()) await pause(LOOK_EVERY_MS);
        const target = parts.inboxOf(partition);
        if (read === undefined || target === undefined || isOver()) return finish();
        undecided++;
        target.submitInbox({ sequence: message.seq, nonce, ...read }, (decided) => {
          undecided--;
          if (!decided) finish();
        });
      }

      const subject = inboxSubjects(partition);
      const stop = followMessages(parts.nats, STREAMS.inbox, subject, after, receive);
      const watching = setInterval(() => isOver() && finish(), LOOK_EVERY_MS);

      function finish(): void {
        lost = true;
        clearInterval(watching);
        stop();
        over();
      }
      end = finish;
    });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const place = parts.inboxOf(partition)?.inbox();
      if (place === undefined) await pause(LOOK_EVERY_MS);
      else await readFor(place.nonce, place.sequence);
    }
  }

  void run();
  return {
    stop() {
      stopped = true;
      end();
    },
  };
}

interface ReadLetter {
  command: Command;
  refused?: Refusal["code"];
}

/** The sealed command, or what its refusal is filed under. Undefined when the owner is gone. */
async function readMessage(
  parts: InboxParts,
  message: JsMsg,
  isOver: () => boolean,
): Promise<ReadLetter | undefined> {
  const user = integratorOf(message);
  const parsed = parseCommand(message.subject, message.data);
  if (isRefusal(parsed)) return refusedLetter(message, user, parsed);
  while (!isOver()) {
    const sealed = await sealCommand(parts, user, parsed).catch(() => refusal("unavailable"));
    if (!isRefusal(sealed)) return { command: sealed };
    if (!["unavailable", "busy"].includes(sealed.code)) {
      return refusedLetter(message, user, sealed);
    }
    await pause(AGAIN_MS);
  }
  return undefined;
}

/** Nothing of the message is in it: the batch holds sequence and code alone. */
function refusedLetter(message: JsMsg, user: string, { code }: Refusal): ReadLetter {
  const { workspace } = named(message.subject);
  const command: Command = {
    type: "conversation.close",
    id: `inbox-${message.seq}`,
    level: LEVEL,
    workspace,
    by: `integration:${user}`,
    conversation: "-",
  };
  return { command, refused: code };
}
