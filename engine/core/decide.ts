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
import { decideDelivery, decideMessage, decideRecall } from "./conversation/decide_talk.ts";
import { decideAnswerToOffer, decideTransfer } from "./conversation/decide_transfer.ts";
import type { Decision } from "./door.ts";
import type { PartitionState } from "./partition_state.ts";
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
  "conversation.delivery": ["integration"],
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
  "visitor.block": [...STAFF, "integration"],
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

type Decide<T extends CommandType> = (ask: Asking, command: Command<T>) => Decided;

/** Who decides what. */
const DECIDE: { [T in CommandType]: Decide<T> } = {
  "conversation.open": decideOpen,
  "conversation.message": decideMessage,
  "conversation.delivery": decideDelivery,
  "conversation.recall": decideRecall,
  "conversation.accept": decideOffer,
  "conversation.decline": decideOffer,
  "conversation.take": decideTake,
  "conversation.prioritise": decidePrioritise,
  "conversation.move": decideMove,
  "item.open": decideItem,
  "item.assign": decideItem,
  "item.close": decideItem,
  "conversation.join": decideJoin,
  "conversation.part": decideJoin,
  "conversation.consult": decideJoin,
  "conversation.switch": decideSwitch,
  "conversation.reach": decideReach,
  "conversation.tag": decideTag,
  "conversation.transfer": decideTransfer,
  "conversation.acceptTransfer": decideAnswerToOffer,
  "conversation.returnTransfer": decideAnswerToOffer,
  "conversation.withdrawTransfer": decideAnswerToOffer,
  "conversation.park": decideAside,
  "conversation.unpark": decideAside,
  "conversation.leave": decideAside,
  "conversation.reclaim": decideAside,
  "conversation.close": decideEnd,
  "conversation.reopen": decideEnd,
  "conversation.inviteRating": decideEnd,
  "conversation.rate": decideEnd,
  "visitor.presence": decideVisitor,
  "visitor.update": decideVisitor,
  "visitor.block": decideVisitor,
  "visitor.erase": decideVisitor,
  "visitor.erasureCompleted": decideVisitor,
  "visitor.expire": decideVisitor,
  "agent.presence": decideAgent,
  "agent.connect": decideAgent,
  "agent.disconnect": decideAgent,
  "agent.expire": decideExpire,
  "agent.adjust": decideAdjust,
  "group.adjust": decideAdjust,
  "clock.adjust": decideAdjust,
  "adjustment.revert": decideRevert,
  "workspace.expire": decideWorkspaceExpire,
  "roster.put": decideRoster,
  "roster.remove": decideRoster,
  "config.publish": decidePublish,
  "config.withdraw": decideWithdraw,
  "config.change": decideChange,
  "gateway.lapse": (_, { gateway }) => [{ type: "gateway.lapsed", gateway }],
  "deadline.fire": decideDeadline,
};

/** Reads the state, writes nothing: the events a command comes to, or why not. */
export function decide(state: PartitionState, command: Command, now: number): Decision {
  const workspace = state.workspaces.get(command.workspace) ??
    createWorkspace(command.workspace, now);
  const ask = asking(state, workspace, now, command.by);
  const decided = MAY_GIVE[command.type].includes(ask.kind)
    ? (DECIDE[command.type] as Decide<CommandType>)(ask, command)
    : refuse("forbidden");
  if (!Array.isArray(decided)) return { ok: false, error: decided };
  for (const draft of decided) {
    if (draft.type.startsWith("conversation.")) draft.rule = workspace.version;
  }
  return { ok: true, drafts: decided, workspace: command.workspace };
}
