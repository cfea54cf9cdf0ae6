import type { Command, CommandType } from "../contract/wire/commands.ts";
import type { ByKind } from "../contract/wire/ids.ts";
import { decideAgent, decideExpire, decideRoster } from "./agent/decide.ts";
import { type Asking, asking, type Decided, refuse } from "./asking.ts";
import { decideAside } from "./conversation/decide_aside.ts";
import { decideDeadline } from "./conversation/decide_deadline.ts";
import { decideEnd } from "./conversation/decide_end.ts";
import { decideItem } from "./conversation/decide_item.ts";
import { decideJoin } from "./conversation/decide_join.ts";
import { decideReach } from "./conversation/decide_reach.ts";
import { decideMove, decidePrioritise, decideTag } from "./conversation/decide_lead.ts";
import { decideOffer, decideTake } from "./conversation/decide_offer.ts";
import { decideOpen } from "./conversation/decide_open.ts";
import { decideSwitch } from "./conversation/decide_switch.ts";
import { decideMessage, decideRecall } from "./conversation/decide_talk.ts";
import { decideAnswerToOffer, decideTransfer } from "./conversation/decide_transfer.ts";
import type { Decision } from "./door.ts";
import type { PartitionState } from "./partition_state.ts";
import { unreachable } from "./unreachable.ts";
import { decideVisitor } from "./visitor/decide.ts";
import { decideChange, decidePublish, decideWithdraw } from "./workspace/decide.ts";
import { decideAdjust, decideRevert } from "./workspace/adjustments.ts";
import { decideWorkspaceExpire } from "./workspace/expiry.ts";
import { createWorkspace } from "./workspace/state.ts";

type Kind = ByKind | "engine";

const OUTSIDE: readonly Kind[] = ["visitor", "integration"];
const STAFF: readonly Kind[] = ["agent", "supervisor", "admin"];
/** Whoever may put one before others: people with a charge, and rules of other systems. */
const LEADS: readonly Kind[] = ["supervisor", "admin", "integration", "engine"];
const ANYBODY: readonly Kind[] = [...OUTSIDE, ...STAFF];
const ADMIN: readonly Kind[] = ["admin", "engine"];
const ENGINE: readonly Kind[] = ["engine"];

/** Who may give a command at all; whose conversation it is, is asked afterwards. */
export const MAY_GIVE: Record<CommandType, readonly Kind[]> = {
  "conversation.open": [...OUTSIDE, "engine"],
  "conversation.message": [...ANYBODY, "engine", "bot"],
  "conversation.recall": ANYBODY,
  "conversation.accept": STAFF,
  "conversation.decline": STAFF,
  "conversation.take": STAFF,
  "conversation.prioritise": LEADS,
  "conversation.move": ["supervisor", "admin"],
  "item.open": LEADS,
  "item.assign": ["supervisor", "admin", "integration"],
  "item.close": [...STAFF, "integration"],
  "conversation.join": ["supervisor", "admin"],
  "conversation.part": STAFF,
  "conversation.consult": STAFF,
  "conversation.switch": [...OUTSIDE, "supervisor", "admin", "engine", "bot"],
  "conversation.reach": [...STAFF, "integration"],
  "conversation.tag": [...STAFF, "integration"],
  "conversation.transfer": STAFF,
  "conversation.acceptTransfer": STAFF,
  "conversation.returnTransfer": STAFF,
  "conversation.withdrawTransfer": STAFF,
  "conversation.park": STAFF,
  "conversation.unpark": STAFF,
  "conversation.leave": [...OUTSIDE, "supervisor", "admin"],
  "conversation.reclaim": ["supervisor", "admin"],
  "conversation.close": ANYBODY,
  "conversation.reopen": ANYBODY,
  "conversation.inviteRating": STAFF,
  "conversation.rate": OUTSIDE,
  "visitor.presence": [...OUTSIDE, "engine"],
  "visitor.update": [...ANYBODY, "engine"],
  "visitor.erase": ADMIN,
  "visitor.erasureCompleted": ENGINE,
  "agent.presence": [...STAFF, "engine"],
  "agent.connect": [...STAFF, "engine"],
  "agent.disconnect": [...STAFF, "engine"],
  "agent.adjust": ["supervisor", "admin"],
  "group.adjust": ["supervisor", "admin"],
  "clock.adjust": ["supervisor", "admin"],
  "adjustment.revert": ["supervisor", "admin"],
  "workspace.expire": ENGINE,
  "roster.put": ADMIN,
  "roster.remove": ADMIN,
  "config.publish": ADMIN,
  "config.withdraw": ADMIN,
  "config.change": ENGINE,
  "gateway.lapse": ENGINE,
  "deadline.fire": ENGINE,
  "agent.expire": ENGINE,
  "visitor.expire": ENGINE,
};

/** Reads the state, writes nothing: the events a command comes to, or why not. */
export function decide(state: PartitionState, command: Command, now: number): Decision {
  const workspace = state.workspaces.get(command.workspace) ??
    createWorkspace(command.workspace, now);
  const ask = asking(state, workspace, now, command.by);
  const decided = MAY_GIVE[command.type].includes(ask.kind)
    ? decideOne(ask, command)
    : refuse("forbidden");
  if (!Array.isArray(decided)) return { ok: false, error: decided };
  for (const draft of decided) {
    if (draft.type.startsWith("conversation.")) draft.rule = workspace.version;
  }
  return { ok: true, drafts: decided, workspace: command.workspace };
}

function decideOne(ask: Asking, command: Command): Decided {
  switch (command.type) {
    case "conversation.open":
      return decideOpen(ask, command);
    case "conversation.message":
      return decideMessage(ask, command);
    case "conversation.recall":
      return decideRecall(ask, command);
    case "conversation.accept":
    case "conversation.decline":
      return decideOffer(ask, command);
    case "conversation.take":
      return decideTake(ask, command);
    case "conversation.prioritise":
      return decidePrioritise(ask, command);
    case "conversation.move":
      return decideMove(ask, command);
    case "item.open":
    case "item.assign":
    case "item.close":
      return decideItem(ask, command);
    case "conversation.join":
    case "conversation.part":
    case "conversation.consult":
      return decideJoin(ask, command);
    case "conversation.switch":
      return decideSwitch(ask, command);
    case "conversation.reach":
      return decideReach(ask, command);
    case "conversation.tag":
      return decideTag(ask, command);
    case "conversation.transfer":
      return decideTransfer(ask, command);
    case "conversation.acceptTransfer":
    case "conversation.returnTransfer":
    case "conversation.withdrawTransfer":
      return decideAnswerToOffer(ask, command);
    case "conversation.park":
    case "conversation.unpark":
    case "conversation.leave":
    case "conversation.reclaim":
      return decideAside(ask, command);
    case "conversation.close":
    case "conversation.reopen":
    case "conversation.inviteRating":
    case "conversation.rate":
      return decideEnd(ask, command);
    case "visitor.presence":
    case "visitor.update":
    case "visitor.erase":
    case "visitor.erasureCompleted":
    case "visitor.expire":
      return decideVisitor(ask, command);
    case "agent.presence":
    case "agent.connect":
    case "agent.disconnect":
      return decideAgent(ask, command);
    case "agent.expire":
      return decideExpire(ask, command);
    case "agent.adjust":
    case "group.adjust":
    case "clock.adjust":
      return decideAdjust(ask, command);
    case "adjustment.revert":
      return decideRevert(ask, command);
    case "workspace.expire":
      return decideWorkspaceExpire(ask);
    case "roster.put":
    case "roster.remove":
      return decideRoster(ask, command);
    case "config.publish":
      return decidePublish(ask, command);
    case "config.withdraw":
      return decideWithdraw(ask, command);
    case "config.change":
      return decideChange(ask, command);
    case "gateway.lapse":
      return [{ type: "gateway.lapsed", gateway: command.gateway }];
    case "deadline.fire":
      return decideDeadline(ask, command);
    default:
      return unreachable(command);
  }
}
