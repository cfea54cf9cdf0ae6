import { createHmac } from "node:crypto";
import type { Keys } from "../../contract/ports/keys.ts";
import { sealJson } from "../../contract/sealing.ts";
import { wantsPeople } from "../../contract/wants_people.ts";
import type { Command, SealedMessage } from "../../contract/wire/commands.ts";
import type { By } from "../../contract/wire/ids.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import type { MessageBody } from "../../contract/wire/messages.ts";
import type { ConversationLive } from "../../contract/wire/queries.ts";
import { type Refusal, refusal } from "../../contract/wire/refusals.ts";
import type { EngineDoor } from "../../ports/door.ts";
import { deliveryFault } from "./delivery.ts";
import { isRefusal, type Parsed } from "./parse.ts";

/**
 * The engine's own door for integrators: what they wrote is sealed with the visitor's key before it
 * is decided, and ids are derived, so that a repeat meets its own (architecture §3). The derivation
 * is under the visitor's key: nobody can guess an id, and no further secret is needed.
 */
export interface SealingDoor {
  door: EngineDoor;
  keys: Keys;
}

/** The command as the core takes it, or why not. */
export async function sealCommand(
  parts: SealingDoor,
  user: string,
  parsed: Parsed,
): Promise<Command | Refusal> {
  const by: By = `integration:${user}`;
  const envelope = { id: parsed.id, level: LEVEL, workspace: parsed.workspace, by };
  if (parsed.type === "conversation.delivery") {
    const fault = await deliveryFault(parts.door, parsed.workspace, parsed.body);
    if (fault !== undefined) return fault;
  }
  if (isKeyless(parsed)) return { ...envelope, type: parsed.type, ...parsed.body } as Command;
  const keyId = await keyOf(parts, parsed);
  if (typeof keyId !== "string") return keyId;
  const key = await parts.keys.read(keyId);
  if (key === undefined) return refusal("closed");
  const sealed = (value: unknown, field: string) =>
    sealJson(keyId, key, value, `${parsed.id}.${field}`);
  const derived = (prefix: string): string =>
    prefix + createHmac("sha256", key)
      .update(`id\0${prefix}\0${parsed.workspace}\0${by}\0${parsed.id}`)
      .digest("base64url").slice(0, 22);
  const message = (body: MessageBody, more: { originAt?: number; externalId?: string }) =>
    ({
      message: derived("m"),
      body: body.kind,
      sealed: sealed(body, "message"),
      visibility: "all",
      ...(more.originAt !== undefined && { originAt: more.originAt }),
      ...(more.externalId !== undefined && { externalId: more.externalId }),
    }) satisfies SealedMessage;

  switch (parsed.type) {
    case "conversation.open": {
      const { message: first, externalId, originAt, channel = "api", ...rest } = parsed.body;
      return {
        ...envelope,
        type: parsed.type,
        conversation: derived("c"),
        key: keyId,
        channel,
        ...rest,
        ...askedIn(first),
        ...(originAt !== undefined && { originAt }),
        ...(first !== undefined && { first: message(first, { originAt, externalId }) }),
      };
    }
    case "item.open": {
      const { channel = "api", ...rest } = parsed.body;
      const item = derived("i");
      return { ...envelope, type: parsed.type, item, key: keyId, channel, ...rest };
    }
    case "conversation.message": {
      const { conversation, message: body, ...more } = parsed.body;
      return {
        ...envelope,
        type: parsed.type,
        conversation,
        ...askedIn(body),
        ...message(body, more),
      };
    }
    case "conversation.rate": {
      const { comment, ...rest } = parsed.body;
      return {
        ...envelope,
        type: parsed.type,
        ...rest,
        ...(comment !== undefined && { comment: sealed(comment, "comment") }),
      };
    }
    default:
      return { ...envelope, type: parsed.type, ...parsed.body } as Command;
  }
}

/** What only the door can tell: whether the words ask for a person. */
const askedIn = (body: MessageBody | undefined): { wantsPeople?: true } =>
  body?.kind === "text" && wantsPeople(body.text) ? { wantsPeople: true } : {};

/** Nothing of these is sealed. */
const isKeyless = ({ type, body }: Parsed): boolean =>
  !["conversation.open", "conversation.message", "item.open"].includes(type) &&
  !("comment" in body && body.comment !== undefined);

/** The visitor's key: the one that the live state names, or a fresh one for somebody new. */
async function keyOf({ door, keys }: SealingDoor, parsed: Parsed): Promise<string | Refusal> {
  const { workspace, body } = parsed;
  if ("visitor" in body) {
    const known = await new Promise<ConversationLive[] | Refusal>((resolve) =>
      door.query(
        workspace,
        "visitor.live",
        { visitor: body.visitor },
        (reply) => resolve(reply.ok ? reply.answer.conversations : reply.error),
      )
    );
    if (Array.isArray(known)) return known[0]?.key ?? await keys.take();
    return isRefusal(known) && known.code === "not_found" ? await keys.take() : known;
  }
  if (!("conversation" in body)) return "";
  return await new Promise((resolve) =>
    door.query(
      workspace,
      "conversation.get",
      { conversation: body.conversation },
      (reply) => resolve(reply.ok ? reply.answer.key : reply.error),
    )
  );
}
