/** P2, never two agents, and P3, no assignment exceeds capacity: judged at each change of owner. */
import type { Event } from "../contract/wire/events.ts";
import { type Ledger, termsOf } from "./ledger.ts";
import { offend, type Verdict } from "./verdict.ts";

/** Before the event is folded. */
export function judgeOwner(verdict: Verdict, ledger: Ledger, event: Event): void {
  if (event.type === "conversation.assigned") {
    verdict.judged++;
    const owner = ledger.conversations.get(event.conversation)?.owner;
    if (owner !== undefined) {
      const { conversation, agent, seq } = event;
      offend(verdict, `seq ${seq}: ${conversation} given to ${agent} while ${owner} has it`);
    }
  }
  if (event.type === "conversation.transferred") {
    verdict.judged++;
    const owner = ledger.conversations.get(event.conversation)?.owner;
    if (owner !== event.from) {
      const { conversation, from, seq } = event;
      offend(verdict, `seq ${seq}: ${conversation} transferred from ${from}, owner is ${owner}`);
    }
  }
}

const gives = (event: Event): string | undefined => {
  if (event.type === "conversation.assigned") return event.agent;
  if (event.type === "conversation.transferred") return event.to;
  if (event.type === "conversation.transfer_offered") return event.agent;
  if (event.type === "conversation.offered") return event.agent;
  return undefined;
};

/**
 * Before the event is folded: an offer turns from reserved into used room, which was judged when it
 * was offered. If the room was lowered since, that is the cause of an excess.
 */
export function wasReserved(ledger: Ledger, event: Event): boolean {
  if (event.type !== "conversation.assigned" && event.type !== "conversation.transferred") {
    return false;
  }
  return ledger.conversations.get(event.conversation)?.offer?.agent === gives(event);
}

/** After the event is folded. A parked one that returns to its owner is an assignment like any. */
export function judgeCapacity(
  verdict: Verdict,
  ledger: Ledger,
  event: Event,
  reserved: boolean,
): void {
  const given = gives(event);
  const agent = given === undefined ? undefined : ledger.agents.get(given);
  if (agent === undefined) return;
  verdict.judged++;
  const { capacityUnits, windowCap } = termsOf(agent);
  if (reserved) return;
  // A supervisor's hand may pass the capacity (never the cap); nothing new follows until below.
  const byHand = event.type === "conversation.assigned" && event.why.code === "supervisorChose";
  if ((agent.usedUnits > capacityUnits && !byHand) || agent.windows > windowCap) {
    const load = `${agent.usedUnits}/${capacityUnits} units, ${agent.windows}/${windowCap} windows`;
    offend(verdict, `seq ${event.seq}: ${agent.id} has ${load} after ${event.type}`);
  }
}
