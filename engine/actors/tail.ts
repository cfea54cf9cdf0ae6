import type { Event } from "../contract/wire/events.ts";
import type { ConversationTail } from "../contract/wire/queries.ts";
import type { Arena } from "./arena.ts";

/**
 * The newest events of every live conversation of one partition, so that a reload, a transfer or a
 * resync needs no database (architecture §2). Not state: neither in snapshots nor in decisions.
 */
export interface Tail {
  /** Notes an event with its JSON text in UTF-8. */
  put(event: Event, encoded: Uint8Array): void;
  /** Events after `after`, and from where on nothing is missing. */
  read(workspace: string, conversation: string, after: number): Omit<ConversationTail, "lastSeq">;
  conversations(): number;
}

/** Messages kept per conversation; the lines between them are kept along, up to twice as many. */
export const TAIL_MESSAGES_MAX = 32;
const TAIL_EVENTS_MAX = 64;

interface Line {
  seq: number;
  place: number;
  length: number;
  message: boolean;
}

interface Lines {
  lines: Line[];
  messages: number;
  /** Nothing from here on is missing; raised when lines fall out. */
  completeFrom: number;
}

export function createTail(arena: Arena): Tail {
  const held = new Map<string, Lines>();
  const decoder = new TextDecoder();

  function put(event: Event, encoded: Uint8Array): void {
    if (!("conversation" in event)) return;
    const key = `${event.workspace} ${event.conversation}`;
    if (event.type === "conversation.forgotten") {
      held.delete(key);
      return;
    }
    let of = held.get(key);
    if (of === undefined) {
      of = { lines: [], messages: 0, completeFrom: event.seq };
      held.set(key, of);
    }
    const message = event.type === "conversation.messaged";
    const place = arena.put(encoded);
    of.lines.push({ seq: event.seq, place, length: encoded.length, message });
    if (message) of.messages++;
    while (of.messages > TAIL_MESSAGES_MAX || of.lines.length > TAIL_EVENTS_MAX) drop(of);
  }

  function drop(of: Lines): void {
    const line = of.lines.shift()!;
    if (line.message) of.messages--;
    of.completeFrom = line.seq + 1;
  }

  function read(workspace: string, conversation: string, after: number) {
    const of = held.get(`${workspace} ${conversation}`);
    if (of === undefined) return { events: [], completeFrom: Infinity };
    const events: Event[] = [];
    let { completeFrom } = of;
    for (const line of of.lines) {
      const bytes = arena.get(line.place, line.length);
      if (bytes === undefined) {
        events.length = 0;
        completeFrom = line.seq + 1;
      } else if (line.seq > after) {
        events.push(JSON.parse(decoder.decode(bytes)));
      }
    }
    return { events, completeFrom };
  }

  return { put, read, conversations: () => held.size };
}
