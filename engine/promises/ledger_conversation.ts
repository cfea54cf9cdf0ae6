import type { Event } from "../contract/wire/events.ts";
import type { WhyCode } from "../contract/wire/why.ts";
import type { Ledger, LedgerConversation } from "./ledger.ts";

/** What the events of a conversation do to the ledger: where it stands, who has it, what it weighs. */

export function lineOf(ledger: Ledger, group: string): Set<LedgerConversation> {
  let line = ledger.lines.get(group);
  if (line === undefined) ledger.lines.set(group, line = new Set());
  return line;
}

function leaveLines(ledger: Ledger, conversation: LedgerConversation): void {
  for (const group of conversation.lines) lineOf(ledger, group).delete(conversation);
  conversation.lines.clear();
}

function joinLine(ledger: Ledger, conversation: LedgerConversation, group: string): void {
  conversation.lines.add(group);
  lineOf(ledger, group).add(conversation);
}

function carry(ledger: Ledger, agent: string | undefined, units: number, windows: number): void {
  const found = agent === undefined ? undefined : ledger.agents.get(agent);
  if (found === undefined) return;
  found.usedUnits += units;
  found.windows += windows;
}

function disown(ledger: Ledger, conversation: LedgerConversation): void {
  if (conversation.state === "assigned") {
    carry(ledger, conversation.owner, -conversation.weight, -1);
  }
  conversation.weight = conversation.costUnits;
  conversation.owner = undefined;
}

function endOffer(ledger: Ledger, conversation: LedgerConversation): void {
  if (conversation.offer?.agent !== undefined) {
    carry(ledger, conversation.offer.agent, -conversation.costUnits, -1);
  }
  conversation.offer = undefined;
}

/** A tentative assignment came to nothing: home, and wherever else it stood. */
function backInLine(ledger: Ledger, conversation: LedgerConversation): void {
  endOffer(ledger, conversation);
  for (const group of new Set([conversation.group, ...conversation.aside])) {
    joinLine(ledger, conversation, group);
  }
}

function own(ledger: Ledger, conversation: LedgerConversation, agent: string): void {
  disown(ledger, conversation);
  endOffer(ledger, conversation);
  leaveLines(ledger, conversation);
  conversation.state = "assigned";
  conversation.owner = agent;
  carry(ledger, agent, conversation.costUnits, 1);
}

function opened(ledger: Ledger, event: Event<"conversation.opened">): void {
  ledger.conversations.set(event.conversation, {
    id: event.conversation,
    visitor: event.visitor,
    shop: event.shop,
    route: event.route,
    channel: event.channel,
    state: "waiting",
    lines: new Set(),
    group: event.group,
    ownClass: event.class,
    class: event.class,
    costUnits: event.costUnits,
    weight: event.costUnits,
    requirements: event.requirements,
    enqueuedAt: event.enqueuedAt,
    aside: new Set(),
    excluded: new Set(),
  });
}

/** Class of the line of left messages, whatever the route says. */
const LEFT_CLASS = 9;

/** Whoever lost a conversation for these does not get it back; who was away does. */
const PASSED_OVER: ReadonlySet<WhyCode> = new Set(["agentSilent", "supervisorChose"]);

/** Applies one event of a conversation. */
export function applyConversation(ledger: Ledger, event: Event): void {
  if (event.type === "conversation.opened") return opened(ledger, event);
  if (!("conversation" in event)) return;
  const conversation = ledger.conversations.get(event.conversation);
  if (conversation === undefined) return;
  stand(ledger, conversation, event);
  hand(ledger, conversation, event);
  weigh(ledger, conversation, event);
}

/** Lines, and whose it is. */
function stand(ledger: Ledger, conversation: LedgerConversation, event: Event): void {
  switch (event.type) {
    case "conversation.queued":
      endOffer(ledger, conversation);
      disown(ledger, conversation);
      leaveLines(ledger, conversation);
      Object.assign(conversation, {
        state: "waiting",
        class: event.class,
        enqueuedAt: event.enqueuedAt,
        group: event.group,
      });
      return joinLine(ledger, conversation, event.group);
    case "conversation.overflowed":
      return joinLine(ledger, conversation, event.to);
    case "conversation.assigned":
      conversation.group = event.group;
      conversation.class = conversation.ownClass;
      return own(ledger, conversation, event.agent);
    case "conversation.relaxed":
      conversation.requirements = event.requirements;
      return;
    case "conversation.returned_home":
      conversation.lines.delete(event.from);
      lineOf(ledger, event.from).delete(conversation);
      return;
    case "conversation.switched":
      endOffer(ledger, conversation);
      leaveLines(ledger, conversation);
      conversation.state = event.to;
      conversation.group = event.group;
      conversation.class = event.to === "left" ? LEFT_CLASS : conversation.ownClass;
      conversation.enqueuedAt = event.enqueuedAt ?? conversation.enqueuedAt;
      if (event.to !== "bot") joinLine(ledger, conversation, event.group);
      return;
    case "conversation.prioritised":
      conversation.ownClass = event.class;
      if (conversation.state !== "left") conversation.class = event.class;
      return;
    case "conversation.parked":
      endOffer(ledger, conversation);
      disown(ledger, conversation);
      conversation.owner = event.agent;
      conversation.state = "parked";
      return leaveLines(ledger, conversation);
    case "conversation.unparked":
      conversation.owner = undefined;
      conversation.state = "waiting";
      return;
    case "conversation.left":
      endOffer(ledger, conversation);
      conversation.state = "left";
      conversation.class = LEFT_CLASS;
      return joinLine(ledger, conversation, event.group);
    case "conversation.reclaimed":
      endOffer(ledger, conversation);
      disown(ledger, conversation);
      conversation.state = "waiting";
      if (PASSED_OVER.has(event.why.code)) conversation.excluded.add(event.agent);
      return;
    case "conversation.reopened":
      conversation.state = "waiting";
      conversation.excluded.clear();
      return;
  }
}

/** Offers and transfers. */
function hand(ledger: Ledger, conversation: LedgerConversation, event: Event): void {
  switch (event.type) {
    case "conversation.offered":
      conversation.aside = new Set(conversation.lines);
      leaveLines(ledger, conversation);
      conversation.offer = { agent: event.agent };
      return carry(ledger, event.agent, conversation.costUnits, 1);
    case "conversation.declined":
      conversation.excluded.add(event.agent);
      return backInLine(ledger, conversation);
    case "conversation.offer_expired":
      if (event.cause === "timeout") conversation.excluded.add(event.agent);
      return backInLine(ledger, conversation);
    case "conversation.transfer_offered":
      conversation.offer = { agent: event.agent };
      return carry(ledger, event.agent, conversation.costUnits, 1);
    case "conversation.transferred":
      conversation.group = event.group;
      return own(ledger, conversation, event.to);
    case "conversation.transfer_returned":
      if (event.cause === "declined" || event.cause === "timeout") {
        if (conversation.offer?.agent) conversation.excluded.add(conversation.offer.agent);
      }
      return endOffer(ledger, conversation);
  }
}

/** What it weighs, until it is gone. */
function weigh(ledger: Ledger, conversation: LedgerConversation, event: Event): void {
  switch (event.type) {
    case "conversation.dormant":
    case "conversation.woken":
      carry(ledger, event.agent, event.costUnits - conversation.weight, 0);
      conversation.weight = event.costUnits;
      return;
    case "conversation.wrapped_up":
      carry(ledger, conversation.wrapping, -conversation.weight, -1);
      conversation.weight = conversation.costUnits;
      conversation.wrapping = undefined;
      return;
    case "conversation.reserved":
      ledger.reserved.set(event.agent, conversation);
      return;
    case "conversation.closed":
      endOffer(ledger, conversation);
      if (event.wrapUpUntilAt === undefined) disown(ledger, conversation);
      else conversation.wrapping = conversation.owner;
      conversation.owner = undefined;
      leaveLines(ledger, conversation);
      conversation.state = "closed";
      return;
    case "conversation.forgotten":
      if (conversation.wrapping !== undefined) {
        carry(ledger, conversation.wrapping, -conversation.weight, -1);
      }
      leaveLines(ledger, conversation);
      ledger.conversations.delete(conversation.id);
      return;
  }
}
