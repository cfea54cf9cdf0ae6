import type {
  Command,
  CommandBodies,
  CommandType,
  Reply,
} from "../engine/contract/wire/commands.ts";
import type { By } from "../engine/contract/wire/ids.ts";
import { LEVEL } from "../engine/contract/wire/level.ts";
import type { Gateway } from "./context.ts";
import { derivedId, randomId } from "./ids.ts";

/** Who asks, and the session that scopes the client's idempotency keys. */
export interface Asker {
  workspace: string;
  by: By;
  /** Visitor id or staff session; mixed into every derived id. */
  scope: string;
}

/**
 * The command's id: derived from the client's key so that a repeat meets its own answer, and from
 * the session so that nobody meets another's.
 */
export const commandId = (gateway: Gateway, asker: Asker, key: string | undefined): string =>
  key === undefined
    ? randomId("d")
    : derivedId(gateway.settings.secret, "k", "command", asker.workspace, asker.scope, key);

/** Ids of what a command makes; the same for a repeat of the command. */
export const conversationIdOf = (gateway: Gateway, asker: Asker, id: string): string =>
  derivedId(gateway.settings.secret, "c", "conversation", asker.workspace, asker.by, id);

export const itemIdOf = (gateway: Gateway, asker: Asker, id: string): string =>
  derivedId(gateway.settings.secret, "i", "item", asker.workspace, asker.by, id);

export const messageIdOf = (gateway: Gateway, asker: Asker, id: string): string =>
  derivedId(gateway.settings.secret, "m", "message", asker.workspace, asker.by, id);

export function send<T extends CommandType>(
  gateway: Gateway,
  asker: Asker,
  id: string,
  type: T,
  body: CommandBodies[T],
): Promise<Reply> {
  const envelope = { type, id, level: LEVEL, workspace: asker.workspace, by: asker.by, ...body };
  return gateway.bus.command(envelope as unknown as Command);
}
