import type { Command } from "../../contract/wire/commands.ts";
import { type Asking, type Decided, partIn, refuse, wrongField } from "../asking.ts";
import { agentOf, conversationOf } from "../workspace/state.ts";
import { STATE } from "./columns.ts";

/**
 * People beside the owner: supervisors who watch, whisper, barge in or share, and colleagues whom
 * the owner consults. They carry nothing and own nothing.
 *
 * | command | by | open | closed |
 * |---|---|---|---|
 * | join | supervisor, admin | joined; nothing when they are there in that way already | closed |
 * | part | whoever joined; the owner or a supervisor for another | parted; not_eligible when not there | closed |
 * | consult | owner, supervisor | consulted: the colleague whispers | closed |
 *
 * A colleague is consulted while present (online or busy, connected), one at a time each; a crowd is
 * `conflict`.
 */

/** More than these cannot be told apart in one head line. */
const JOINED_MAX = 8;

export function decideJoin(
  ask: Asking,
  command: Command<"conversation.join" | "conversation.part" | "conversation.consult">,
): Decided {
  const { workspace } = ask;
  const handle = conversationOf(workspace, command.conversation);
  if (handle < 0 || partIn(ask, handle) === undefined) return refuse("not_found");
  if (workspace.conversations.column.state[handle] === STATE.closed) return refuse("closed");
  switch (command.type) {
    case "conversation.join":
      return join(ask, handle, command);
    case "conversation.part":
      return part(ask, handle, command);
    case "conversation.consult":
      return consult(ask, handle, command);
  }
}

function join(
  { workspace, who }: Asking,
  handle: number,
  { conversation, as }: Command<"conversation.join">,
): Decided {
  const joined = workspace.joined.get(handle) ?? [];
  if (joined.some((one) => one.who === who && one.as === as)) return [];
  const others = joined.filter((one) => one.who !== who);
  if (others.length >= JOINED_MAX) return refuse("conflict");
  return [{ type: "conversation.joined", conversation, who, as }];
}

function part(ask: Asking, handle: number, command: Command<"conversation.part">): Decided {
  const { workspace } = ask;
  const who = command.who ?? ask.who;
  const place = partIn(ask, handle);
  const may = who === ask.who || place === "owner" || place === "supervisor";
  const there = workspace.joined.get(handle)?.some((one) => one.who === who) ?? false;
  if (!may || !there) return refuse("not_eligible");
  return [{ type: "conversation.parted", conversation: command.conversation, who }];
}

function consult(
  ask: Asking,
  handle: number,
  { conversation, agent: id, note }: Command<"conversation.consult">,
): Decided {
  const { workspace, who } = ask;
  const c = workspace.conversations.column;
  const place = partIn(ask, handle);
  if (place !== "owner" && place !== "supervisor") return refuse("not_eligible");
  if (c.state[handle] !== STATE.assigned) return refuse("not_eligible");
  const agent = agentOf(workspace, id);
  if (agent === undefined || agent.removed) return wrongField("agent", "reference");
  if (agent.number === c.owner[handle]) return wrongField("agent", "state");
  const present = agent.presence === "online" || agent.presence === "busy";
  if (!present || agent.connection !== "connected") return refuse("not_eligible");
  const joined = workspace.joined.get(handle) ?? [];
  if (joined.some((one) => one.who === id) || joined.length >= JOINED_MAX) {
    return refuse("conflict");
  }
  return [{ type: "conversation.consulted", conversation, agent: id, from: who, note }];
}
