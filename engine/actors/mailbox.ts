import type { Command, Reply } from "../contract/wire/commands.ts";
import type { RefusalCode } from "../contract/wire/refusals.ts";
import type { CommandKey } from "./command_key.ts";

/** A command on its way through the partition, and where its answer goes. */
export interface Letter extends CommandKey {
  command: Command;
  /** Absent for what was sent straight to the partition. */
  inbox?: InboxPlace;
  reply(reply: Reply): void;
}

/** Where a letter stood in the inbox, and the memory that it was read for. */
export interface InboxPlace {
  sequence: number;
  nonce: string;
  /** It was refused at the door; the batch only says so. */
  refused?: RefusalCode;
}

/** First in, first out, bounded by count and bytes; who is let in decides `admission.ts`. */
export interface Mailbox {
  push(letter: Letter): void;
  shift(): Letter | undefined;
  size(): number;
  bytes(): number;
}

/** One second's worth of the fastest partition (architecture §2). */
export const MAILBOX_COMMANDS_MAX = 20_000;
export const MAILBOX_BYTES_MAX = 16 * 1024 * 1024;
/** Taken cells are cut off the front in pieces of this size, so that a shift stays O(1). */
const CUT = 1_024;

export function createMailbox(): Mailbox {
  let letters: (Letter | undefined)[] = [];
  let head = 0;
  let held = 0;

  function shift(): Letter | undefined {
    if (head === letters.length) return undefined;
    const letter = letters[head]!;
    letters[head++] = undefined;
    held -= letter.bytes;
    if (head >= CUT && head * 2 >= letters.length) {
      letters = letters.slice(head);
      head = 0;
    }
    return letter;
  }

  return {
    push(letter) {
      letters.push(letter);
      held += letter.bytes;
    },
    shift,
    size: () => letters.length - head,
    bytes: () => held,
  };
}

/** Share of the nearer bound once this letter is in, 1 = exactly full. */
export const fillWith = (mailbox: Mailbox, letter: Letter): number =>
  Math.max(
    (mailbox.size() + 1) / MAILBOX_COMMANDS_MAX,
    (mailbox.bytes() + letter.bytes) / MAILBOX_BYTES_MAX,
  );
