import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { ReadingRecords } from "../../engine/contract/ports/reading_records.ts";
import type { VisitFacts, VisitorCard } from "../../engine/contract/wire/messages.ts";
import { LIMITS } from "../limits/limits.ts";

export interface KnownVisitor {
  card: VisitorCard;
  facts?: VisitFacts;
}

/** Visitors' cards in clear, as far as the gateway has seen them; read from the records once. */
export interface Cards {
  get(workspace: string, visitor: string): Promise<KnownVisitor>;
  put(workspace: string, visitor: string, card: VisitorCard): void;
  /** A visitor who came just now: there is no card to read, and these are the facts. */
  first(workspace: string, visitor: string, facts: VisitFacts): void;
  forget(workspace: string, visitor: string): void;
}

const NOTHING: KnownVisitor = { card: {} };

export function createCards(reading: ReadingRecords): Cards {
  const known = new Map<string, KnownVisitor>();
  const keyOf = (workspace: string, visitor: string) => `${workspace}\0${visitor}`;
  const keep = (key: string, value: KnownVisitor) => {
    known.delete(key);
    if (known.size >= LIMITS.cardCacheMax) known.delete(known.keys().next().value!);
    known.set(key, value);
  };
  return {
    async get(workspace, visitor) {
      const key = keyOf(workspace, visitor);
      const found = known.get(key);
      if (found) return found;
      try {
        const recorded = await reading.visitor(workspace, visitor);
        if (!recorded) return NOTHING;
        keep(key, { card: recorded.card, ...(recorded.facts && { facts: recorded.facts }) });
        return known.get(key)!;
      } catch (error) {
        if (error instanceof DatabaseUnavailable) return NOTHING;
        throw error;
      }
    },
    put(workspace, visitor, card) {
      const key = keyOf(workspace, visitor);
      keep(key, { ...known.get(key), card });
    },
    first(workspace, visitor, facts) {
      const key = keyOf(workspace, visitor);
      keep(key, { card: known.get(key)?.card ?? {}, facts });
    },
    forget: (workspace, visitor) => void known.delete(keyOf(workspace, visitor)),
  };
}
