import type { ExplainedAgent } from "../../contract/wire/explanation.ts";
import type { Strategy } from "../../contract/wire/states.ts";

/** Best first, as the strategy has it (routing.md); whoever may not get it comes last. */
type Order = (a: ExplainedAgent, b: ExplainedAgent) => number;

const ratio = ({ usedUnits, capacityUnits }: ExplainedAgent): number =>
  capacityUnits === 0 ? Infinity : usedUnits / capacityUnits;

const first = (...orders: Order[]): Order => (a, b) => {
  for (const order of orders) {
    const found = order(a, b);
    if (found !== 0 && !Number.isNaN(found)) return found;
  }
  return 0;
};

const eligible: Order = (a, b) => Number(b.eligible) - Number(a.eligible);
const leastOccupied: Order = (a, b) => ratio(a) === ratio(b) ? 0 : ratio(a) - ratio(b);
const longestIdle: Order = (a, b) => b.idleMs - a.idleMs;
const mostSkilled: Order = (a, b) => b.level - a.level;
const highestScore: Order = (a, b) => (b.score?.sum ?? 0) - (a.score?.sum ?? 0);
const inTurn: Order = (a, b) => (a.turn ?? Infinity) - (b.turn ?? Infinity);
const highestAccount: Order = (a, b) => (b.account ?? 0) - (a.account ?? 0);

const ORDERS: Record<Strategy, Order> = {
  leastOccupied: first(eligible, leastOccupied, longestIdle),
  longestIdle: first(eligible, longestIdle),
  roundRobin: first(eligible, inTurn),
  weighted: first(eligible, highestAccount),
  mostSkilled: first(eligible, mostSkilled, leastOccupied, longestIdle),
  scored: first(eligible, highestScore, leastOccupied, longestIdle),
};

/** `agents` come by number, and a sort is stable: the lower number wins what is equal. */
export const ranked = (strategy: Strategy, agents: readonly ExplainedAgent[]): ExplainedAgent[] =>
  agents.toSorted(ORDERS[strategy]);
