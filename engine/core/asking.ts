import { type By, type ByKind, splitBy } from "../contract/wire/ids.ts";
import type { Draft } from "../contract/wire/events.ts";
import { type Refusal, refusal, type RefusalCode } from "../contract/wire/refusals.ts";
import { NOBODY, STATE } from "./conversation/columns.ts";
import type { PartitionState } from "./partition_state.ts";
import type { Workspace } from "./workspace/state.ts";
import { idAt } from "./ids.ts";

/** A command being decided: where, when and by whom. `decide` only reads all of it. */
export interface Asking {
  state: PartitionState;
  workspace: Workspace;
  now: number;
  by: By;
  kind: ByKind | "engine";
  /** Id behind the principal; "" for the engine. */
  who: string;
}

export function asking(
  state: PartitionState,
  workspace: Workspace,
  now: number,
  by: By,
): Asking {
  const { kind, id } = splitBy(by);
  return { state, workspace, now, by, kind, who: id };
}

/** Events to commit, or why not. */
export type Decided = Draft[] | Refusal;

export const refuse = (code: RefusalCode, more: Omit<Refusal, "code"> = {}): Refusal =>
  refusal(code, more);

export const wrongField = (
  path: string,
  rule: "reference" | "range" | "state" | "required",
): Refusal => refusal("invalid", { fields: [{ path, rule }] });

/** In what part somebody touches a conversation; undefined = it does not exist for them. */
export type Part =
  | "visitor"
  | "owner"
  | "receiver"
  | "helper"
  | "supervisor"
  | "engine"
  | "bot";

export function partIn(ask: Asking, handle: number): Part | undefined {
  const { workspace, kind, who } = ask;
  const c = workspace.conversations.column;
  switch (kind) {
    case "engine":
      return "engine";
    case "visitor":
      return idAt(workspace.visitors.ids, c.visitor[handle]) === who ? "visitor" : undefined;
    case "integration":
      return "visitor";
    case "bot":
      return isBotOf(workspace, handle, who) ? "bot" : undefined;
    case "agent":
    case "supervisor":
    case "admin":
      if (isNumber(workspace, c.owner[handle], who)) return "owner";
      if (isNumber(workspace, c.reserved[handle], who)) return "receiver";
      if (kind !== "agent") return "supervisor";
      return workspace.joined.get(handle)?.some((one) => one.who === who) ? "helper" : undefined;
  }
}

/** A bot touches a conversation only while it is with that bot. */
const isBotOf = (workspace: Workspace, handle: number, bot: string): boolean => {
  const c = workspace.conversations.column;
  return c.state[handle] === STATE.bot && workspace.words.words[c.bot[handle]] === bot;
};

const isNumber = (workspace: Workspace, number: number, id: string): boolean =>
  number !== NOBODY && workspace.agents[number].id === id;

export const isClosed = (workspace: Workspace, handle: number): boolean =>
  workspace.conversations.column.state[handle] === STATE.closed;
