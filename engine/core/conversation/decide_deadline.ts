import type { Command } from "../../contract/wire/commands.ts";
import type { Draft } from "../../contract/wire/events.ts";
import { alertBit } from "../configuration/clock_plan.ts";
import { overflowOf } from "../configuration/plan.ts";
import type { Asking, Decided } from "../asking.ts";
import { fits } from "../routing/mod.ts";
import { unreachable } from "../unreachable.ts";
import { conversationOf } from "../workspace/state.ts";
import { crossAtOnce } from "./crossing.ts";
import { NOBODY, STATE } from "./columns.ts";
import { leftDraft, takeBack, unparkDrafts } from "./decide_aside.ts";
import { abandonedDraft, closedDraft } from "./decide_end.ts";
import { relaxedDrafts } from "./relax.ts";
import { dormantDrafts, wrappedUpDrafts } from "./weight.ts";
import { switchedDraft } from "./decide_switch.ts";
import { groupNumber, isPassedOver, needOf } from "./lines.ts";
import { givenDraft, unansweredDraft } from "./offers.ts";
import { freeAgent, newcomerOf, whyOf } from "./placing.ts";
import { slotDueAt } from "./slots.ts";
import { type DueStep, mayReclaim, nextText, pendingStep } from "./steps.ts";
import { idAt } from "../ids.ts";

/**
 * What a deadline comes to. It speaks only when it still stands at the moment it was armed for;
 * a late or doubled one decides nothing.
 */
export function decideDeadline(ask: Asking, command: Command<"deadline.fire">): Decided {
  const { workspace, now } = ask;
  const handle = conversationOf(workspace, command.conversation);
  if (handle < 0) return [];
  const { slot, dueAt } = command;
  if (slotDueAt(workspace, handle, slot) !== dueAt || dueAt > now) return [];
  switch (slot) {
    case "offer":
      return [unansweredDraft(workspace, handle, command.conversation, "timeout")];
    case "life":
      return endOfLife(ask, handle);
    case "dormant":
      return dormantDrafts(workspace, handle);
    case "relax":
      return relaxedDrafts(workspace, handle);
    case "wrapUp":
      return wrappedUpDrafts(workspace, handle);
    case "abandon":
      return [abandonedDraft(ask, handle, "gone"), closedDraft(ask, handle, "abandoned")];
    case "hours":
      return [leftDraft(workspace, handle, { code: "outsideHours" })];
    case "bot":
      return botsTimeIsOver(ask, handle);
    case "round":
    case "queue":
    case "silence":
      return takeStep(ask, handle, slot);
    default:
      return unreachable(slot);
  }
}

/** A bot that says nothing hands on; a visitor who says nothing more has what was asked for. */
function botsTimeIsOver(ask: Asking, handle: number): Draft[] {
  const { workspace, now } = ask;
  const c = workspace.conversations.column;
  const asked = c.unansweredAt[handle];
  const known = workspace.plan?.bots.has(workspace.words.words[c.bot[handle]]);
  if (known && asked === 0) return [closedDraft(ask, handle, "silence")];
  const afterMs = asked === 0 ? 0 : now - asked;
  return [switchedDraft(ask, handle, "waiting", { code: "botSilent", afterMs })];
}

function endOfLife({ workspace, now }: Asking, handle: number): Draft[] {
  const conversation = idAt(workspace.ids, handle);
  const { state } = workspace.conversations.column;
  const dueAt = workspace.parked.get(handle)?.dueAt ?? Infinity;
  if (state[handle] === STATE.parked && dueAt <= now) {
    return unparkDrafts(workspace, handle, { code: "due" });
  }
  const was = state[handle] === STATE.closed
    ? "closed" as const
    : state[handle] === STATE.left
    ? "left" as const
    : "parked" as const;
  return [{ type: "conversation.forgotten", conversation, state: was }];
}

function takeStep(
  ask: Asking,
  handle: number,
  slot: "round" | "queue" | "silence",
): Draft[] {
  const { workspace } = ask;
  const due = pendingStep(workspace, handle, slot);
  if (due === undefined) return [];
  const { step, dueAt } = due;
  const round = workspace.conversations.column.round[handle];
  const conversation = idAt(workspace.ids, handle);
  switch (step.action) {
    case "alert":
      return [alerted(ask, handle, due, step.clock, step.threshold, step.to)];
    case "hold":
    case "notice": {
      const next = nextText(workspace, handle, step.clock, step.texts);
      const kind = step.action === "hold" ? "hold" as const : "closingNotice" as const;
      const text = Math.max(next, 0);
      return [{
        type: "conversation.held",
        conversation,
        clock: step.clock,
        round,
        text,
        dueAt,
        kind,
      }];
    }
    case "close":
      return [closedDraft(ask, handle, "silence")];
    case "reclaim": {
      if (mayReclaim(workspace, handle) && colleagueHasRoom(ask, handle)) {
        return takeBack(workspace, handle, { code: "agentSilent", afterMs: step.afterMs });
      }
      const told = workspace.conversations.column.alerted[handle] & alertBit(step.kind, "breach");
      return told ? [] : [alerted(ask, handle, due, step.clock, "breach", step.to)];
    }
    case "overflow":
      return overflow(ask, handle, due, step.rule, step.to);
    case "left":
      return [{
        ...leftDraft(workspace, handle, { code: "timeout", afterMs: step.afterMs }),
        ...(step.callback ? { callback: true } : {}),
      }];
    case "bot":
      return [switchedDraft(ask, handle, "bot", { code: "timeout", afterMs: step.afterMs })];
    default:
      return unreachable(step);
  }
}

function alerted(
  { workspace }: Asking,
  handle: number,
  { step, dueAt }: DueStep,
  clock: string,
  threshold: "warn" | "breach",
  to: ("agent" | "supervisor")[],
): Draft<"conversation.alerted"> {
  const c = workspace.conversations.column;
  const owner = c.state[handle] === STATE.assigned ? c.owner[handle] : NOBODY;
  return {
    type: "conversation.alerted",
    conversation: idAt(workspace.ids, handle),
    clock,
    round: c.round[handle],
    threshold,
    to,
    afterMs: step.afterMs,
    dueAt,
    agent: owner === NOBODY ? undefined : workspace.agents[owner].id,
  };
}

/** Reclaim helps only where somebody else can take it (routing.md), at home or by overflow at once. */
function colleagueHasRoom(ask: Asking, handle: number): boolean {
  const newcomer = newcomerOf(ask.workspace, handle);
  if (colleagueFits(ask, handle, newcomer.home)) return true;
  const placing = crossAtOnce(ask, newcomer);
  return placing.state === "assigned" && colleagueFits(ask, handle, placing.group);
}

function colleagueFits({ workspace }: Asking, handle: number, group: number): boolean {
  const { owner } = workspace.conversations.column;
  const need = needOf(workspace, handle);
  return workspace.agents.some((agent) =>
    agent.number !== owner[handle] && !agent.removed &&
    fits(workspace.routing, agent.handle, group, need)
  );
}

/**
 * On timeout it waits in both lines at its original place, or is taken over there at once. A
 * visitor who is gone keeps the place in both and costs nobody a slot.
 */
function overflow(ask: Asking, handle: number, due: DueStep, rule: number, to: string): Draft[] {
  const { workspace, now } = ask;
  const conversation = idAt(workspace.ids, handle);
  const c = workspace.conversations.column;
  const group = groupNumber(workspace, to);
  const home = workspace.groups.words[c.home[handle]];
  const from = overflowOf(workspace.plan!, home)[rule].at;
  const waitMs = now - c.queuedAt[handle];
  const why = { code: "timeout" as const, waitMs, afterMs: due.step.afterMs, from, to };
  const drafts: Draft[] = [
    { type: "conversation.overflowed", conversation, from, to, step: rule, why },
  ];
  const agent = isPassedOver(workspace, handle)
    ? undefined
    : freeAgent(ask, group, newcomerOf(workspace, handle));
  if (agent === undefined) return drafts;
  const chosen = whyOf(ask, agent, group);
  drafts.push(givenDraft(ask, conversation, handle, agent, to, { ...chosen, waitMs }));
  return drafts;
}
