/**
 * What browsers see, as a gateway would forward it: per session the last sequence, a gap announced
 * as a resync. The gateway is told nothing while the engine is dead, so gaps come only from there.
 */
import type { FeedItem, FeedMessage } from "../../engine/contract/wire/feed.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import type { Simulation } from "../support/virtual/simulation.ts";

/** For P12: what a gateway would have sent to a visitor's session. */
export interface Told {
  visitor: string;
  conversation: string;
  visibility: "all" | "staff";
}

export interface Observers {
  /** Every frame that went to a visitor: whose, of what, and whether it was an internal note. */
  told: Told[];
  receive(gateway: string, message: FeedMessage): void;
  /** A restart lies between: the next gap is the outage's and will be announced. */
  interrupted(): void;
}

/**
 * `lossy`: frames get lost between engine and gateway, or come from an owner that was replaced; the
 * gateway drops what is not newer, and announces every gap.
 */
export function createObservers(
  simulation: Simulation,
  history: HistoryRecord[],
  lossy = false,
): Observers {
  const last = new Map<string, number>();
  const stale = new Set<string>();
  const told: Told[] = [];

  function see(observer: string, conversation: string, seq: number, prev: number): void {
    const key = `${observer} ${conversation}`;
    const before = last.get(key);
    const at = simulation.wall();
    if (lossy && before !== undefined && seq <= before) return;
    if (before !== undefined && prev > before && (lossy || stale.has(key))) {
      history.push({ at, kind: "resynchronised", observer, conversation, lastSeq: prev });
      simulation.mark("resync of a lagging socket");
    }
    stale.delete(key);
    last.set(key, seq);
    history.push({ at, kind: "observed", observer, conversation, seq, prev });
  }

  function item(gateway: string, of: FeedItem): void {
    if (!("conversation" in of.event)) return;
    const { conversation, seq } = of.event;
    if (of.wall) see(`wall ${gateway}`, conversation, seq, of.prev);
    if (of.visitor !== undefined) {
      const visibility = "visibility" in of.event ? of.event.visibility : "all";
      told.push({ visitor: of.visitor, conversation, visibility });
      see(`visitor:${of.visitor} ${gateway}`, conversation, seq, of.publicPrev);
    }
  }

  return {
    told,
    receive: (gateway, message) => message.items.forEach((of) => item(gateway, of)),
    interrupted: () => {
      for (const key of last.keys()) stale.add(key);
    },
  };
}
