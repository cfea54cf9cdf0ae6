import type { Command } from "../../contract/wire/commands.ts";
import type { Refusal } from "../../contract/wire/refusals.ts";
import { ITEM_KINDS } from "../../contract/wire/states.ts";
import { type Asking, type Decided, partIn, refuse, wrongField } from "../asking.ts";
import { conversationOf } from "../workspace/state.ts";
import { STATE } from "./columns.ts";
import { closedDraft } from "./decide_end.ts";
import { decideMove } from "./decide_lead.ts";
import { decideOpen } from "./decide_open.ts";

/**
 * Work items of other kinds (ticket, call, callback): the same lines, capacity and rules; a chat is
 * only one kind of item. They have no bot and no words of their own.
 *
 * | command | by | waiting, assigned, parked, left | closed |
 * |---|---|---|---|
 * | item.open | integration, supervisor, engine | conflict | conflict |
 * | item.assign | integration, supervisor | as a move to an agent | closed |
 * | item.close | owner, integration, supervisor | closed | closed |
 *
 * A conversation is not found by these commands.
 */
export function decideItem(
  ask: Asking,
  command: Command<"item.open" | "item.assign" | "item.close">,
): Decided {
  if (command.type === "item.open") return open(ask, command);
  const { workspace } = ask;
  const { item } = command;
  const handle = conversationOf(workspace, item);
  const c = workspace.conversations.column;
  if (handle < 0 || c.kind[handle] === 0) return refuse("not_found");
  if (c.state[handle] === STATE.closed) return refuse("closed");
  if (command.type === "item.assign") {
    const to = { agent: command.agent };
    const move = { ...command, type: "conversation.move" as const, conversation: item, to };
    const decided = decideMove(ask, move);
    return Array.isArray(decided) ? decided : inOwnWords(decided);
  }
  const part = partIn(ask, handle);
  if (part === undefined) return refuse("not_found");
  if (part === "receiver" || part === "helper") return refuse("not_eligible");
  const { topic } = command;
  if (topic !== undefined && !workspace.plan?.topics.has(topic)) {
    return wrongField("topic", "reference");
  }
  return [closedDraft(ask, handle, part === "owner" ? "agent" : "supervisor", topic)];
}

/** A move names its faults by `to.agent`; whoever assigned an item wrote `agent`. */
const inOwnWords = (refusal: Refusal): Refusal => ({
  ...refusal,
  ...(refusal.fields && {
    fields: refusal.fields.map(({ path, rule }) => ({ path: path.replace(/^to\./, ""), rule })),
  }),
});

const COST_UNITS_MAX = 1_000;

function open(ask: Asking, command: Command<"item.open">): Decided {
  const { item, kind, costUnits, ...rest } = command;
  if (!ITEM_KINDS.includes(kind)) return wrongField("kind", "reference");
  const whole = costUnits === undefined || (Number.isInteger(costUnits) && costUnits >= 0);
  if (!whole || (costUnits ?? 0) > COST_UNITS_MAX) return wrongField("costUnits", "range");
  return decideOpen(
    ask,
    { ...rest, type: "conversation.open", conversation: item },
    { kind, costUnits },
  );
}
