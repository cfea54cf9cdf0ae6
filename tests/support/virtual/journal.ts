import type { Batch, JournalEntry } from "../../../engine/contract/batch.ts";
import type { Appended, Journal } from "../../../engine/ports/journal.ts";
import type { Simulation } from "./simulation.ts";

/**
 * A journal that lasts while processes come and go. Requests and replies travel, and on the way
 * they are late, lost or doubled as the faults say; what was stored stays stored.
 */
export interface VirtualJournal {
  /** The journal as one process reaches it. */
  open(owner: object): Journal;
  entries: Stored[];
  /** Changed at any time by whoever drives. */
  faults: JournalFaults;
}

interface Stored {
  sequence: number;
  id: string;
  encoded: Uint8Array;
  epoch: number;
  /** Virtual time at which it was stored. */
  at: number;
}

export interface JournalFaults {
  delayMs: [min: number, max: number];
  /** Probabilities, 0–1. */
  requestLost: number;
  replyLost: number;
  requestDoubled: number;
  full: boolean;
  /** Bytes at which `fill` says 100 %. */
  bytesMax: number;
}

export const noFaults = (): JournalFaults => ({
  delayMs: [1, 1],
  requestLost: 0,
  replyLost: 0,
  requestDoubled: 0,
  full: false,
  bytesMax: 2 ** 31,
});

/** As long as NATS recognises a message id. */
const DUPLICATES_MS = 600_000;
/** A client that hears nothing gives up waiting after this. */
const TIMEOUT_MS = 2_000;
/** Label of a request on its way: it may still arrive after its process has died. */
export const REQUEST = "append arrives";

/** What is stored, and by which rules. */
interface Shelf {
  entries: Stored[];
  store(batch: Batch, encoded: Uint8Array, id: string, expected: number): Appended;
  follow(after: number, receive: (entry: JournalEntry) => void): () => void;
  bytes(): number;
}

function createShelf(simulation: Simulation, faults: JournalFaults): Shelf {
  const entries: Stored[] = [];
  const byId = new Map<string, Stored>();
  const followers = new Set<(entry: JournalEntry) => void>();
  let bytes = 0;

  function store(batch: Batch, encoded: Uint8Array, id: string, expected: number): Appended {
    const known = byId.get(id);
    if (known !== undefined && simulation.monotonic() - known.at <= DUPLICATES_MS) {
      simulation.mark("append duplicate");
      return { state: "duplicate", sequence: known.sequence };
    }
    if (expected !== entries.length) {
      simulation.mark("append stale");
      return { state: "stale" };
    }
    if (faults.full || bytes + encoded.length > faults.bytesMax) return { state: "full" };
    const at = simulation.monotonic();
    const stored = { sequence: entries.length + 1, id, encoded, epoch: batch.epoch, at };
    entries.push(stored);
    byId.set(id, stored);
    bytes += encoded.length;
    for (const receive of followers) receive(decode(stored));
    return { state: "stored", sequence: stored.sequence };
  }

  function follow(after: number, receive: (entry: JournalEntry) => void): () => void {
    for (const stored of entries.slice(after)) receive(decode(stored));
    followers.add(receive);
    return () => void followers.delete(receive);
  }

  return { entries, store, follow, bytes: () => bytes };
}

const decoder = new TextDecoder();

const decode = (stored: Stored): JournalEntry => ({
  sequence: stored.sequence,
  batch: JSON.parse(decoder.decode(stored.encoded)),
  bytes: stored.encoded.length,
});

/** An append on its way there and back, as one process sends it. */
function sender(
  simulation: Simulation,
  shelf: Shelf,
  faults: JournalFaults,
  owner: object,
): Journal["append"] {
  const travel = (): number => simulation.between(...faults.delayMs);
  return (batch, encoded, id, expected) =>
    new Promise((resolve) => {
      const giveUp = simulation.after(TIMEOUT_MS, "append times out", owner, () => {
        resolve({ state: "retry", reason: "no reply" });
      });
      const arrive = (): void => {
        const reply = shelf.store(batch, encoded, id, expected);
        if (simulation.chance(faults.replyLost)) return simulation.mark("reply lost");
        simulation.after(travel(), "append answered", owner, () => {
          giveUp();
          resolve(reply);
        });
      };
      if (simulation.chance(faults.requestLost)) return simulation.mark("request lost");
      simulation.after(travel(), REQUEST, owner, arrive);
      if (simulation.chance(faults.requestDoubled)) {
        simulation.mark("request doubled");
        simulation.after(travel() * 3, REQUEST, owner, arrive);
      }
    });
}

export function createVirtualJournal(simulation: Simulation): VirtualJournal {
  const faults = noFaults();
  const shelf = createShelf(simulation, faults);
  const { entries } = shelf;

  const open = (owner: object): Journal => ({
    append: sender(simulation, shelf, faults, owner),
    tail() {
      const last = entries.at(-1);
      return Promise.resolve({ sequence: entries.length, epoch: last?.epoch ?? 0, id: last?.id });
    },
    async *read(from) {
      for (const stored of entries.slice(Math.max(0, from - 1))) yield decode(stored);
    },
    at(sequence) {
      const stored = entries[sequence - 1];
      return Promise.resolve(stored && decode(stored));
    },
    follow: shelf.follow,
    first: () => Promise.resolve(1),
    fill: () => Promise.resolve({ bytes: shelf.bytes(), bytesMax: faults.bytesMax }),
    close: () => Promise.resolve(),
  });

  return { open, entries, faults };
}
