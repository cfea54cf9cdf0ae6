/** The routing kernel (README.md). Mutating functions belong to `apply`, the others to `decide`. */
export * from "./door.ts";
export { createRouting, type Routing, slotOfItem } from "./routing.ts";
export { putGroup, removeGroup } from "./groups.ts";
export { internRequirements } from "./requirements.ts";
export { canQueue } from "./shelves.ts";
export { firstPlace, itemAt, linesOf, nextPlace } from "./walk.ts";
export { addAgent, assign, release, removeAgent, reweigh, setAgent, setSkills } from "./agents.ts";
export { dropMembership, setMembership } from "./memberships.ts";
export { addItem, dequeue, enqueue, exclude, leaveLine, removeItem, setGone } from "./items.ts";
export { pickAgent } from "./pick_agent.ts";
export { lastChosen, turnAccount } from "./turn_order.ts";
export { firstFailing, fits, meets } from "./fits.ts";
export { pickWork, pickWorkByHand } from "./pick_work.ts";
export {
  freeMembers,
  goneItems,
  hasRoom,
  idleSince,
  oldest,
  onlineMembers,
  openWindows,
  outranking,
  position,
  reservedAgent,
  reservedItem,
  usedUnits,
  waiting,
} from "./figures.ts";
export { decodeRouting, encodeRouting } from "./codec.ts";
