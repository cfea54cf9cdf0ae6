/**
 * The costs that are asked for, so that the index knows which members have room. There are few
 * (a chat, a ticket, a dormant one …). A cost is learned when it is first asked for; then every
 * agent and every rung is put in its class anew, which changes no decision. Costs beyond the table still decide rightly:
 * they search from the class of the next smaller known cost and look at each member's room.
 */
import * as at from "./layout.ts";
import { reindex } from "./index.ts";
import { rebuildRungs } from "./rungs.ts";
import type { Routing } from "./routing.ts";

const {
  AGENT_INTS,
  AVAILABLE,
  FIT_CLASSES,
} = at;

/** Class 0 means that no known cost fits. */
const COSTS_MAX = FIT_CLASSES - 1;

export function fitClass(r: Routing, room: number): number {
  const table = r.fitByRoom;
  return table[room < table.length ? room : table.length - 1];
}

/** The lowest fit class whose members may have room for the cost; learns the cost if it can. */
export function fitClassFor(r: Routing, cost: number): number {
  const table = r.fitByRoom;
  if (cost < table.length && cost > 0 && table[cost] !== table[cost - 1]) return table[cost];
  return learnCost(r, cost);
}

/** Whether members of `fitClassFor` all have room for the cost, so that room need not be asked. */
export function isKnownCost(r: Routing, cost: number): boolean {
  return cost > 0 && cost < r.fitByRoom.length && r.fitByRoom[cost] !== r.fitByRoom[cost - 1];
}

function learnCost(r: Routing, cost: number): number {
  if (!Number.isInteger(cost) || cost < 1) throw new Error(`cost ${cost} is no number of units`);
  if (r.costs.length === COSTS_MAX) {
    // A cost below all known ones has members in no class: the smallest makes room for it.
    if (cost > r.costs[0]) return fitClass(r, cost);
    r.costs[0] = cost;
  } else {
    r.costs.push(cost);
  }
  r.costs.sort((a, b) => a - b);
  const largest = r.costs[r.costs.length - 1];
  r.fitByRoom = new Uint8Array(largest + 1);
  for (let room = 0; room <= largest; room++) {
    r.fitByRoom[room] = r.costs.filter((known) => known <= room).length;
  }
  for (let agent = 0; agent < r.agents.used; agent++) {
    if (r.agents.ints[agent * AGENT_INTS + AVAILABLE] >= 0) reindex(r, agent);
  }
  for (let group = 0; group < r.groupCount; group++) rebuildRungs(r, group);
  return fitClass(r, cost);
}
