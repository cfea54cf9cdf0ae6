import { goesToVisitor } from "../../engine/contract/wire/delivery.ts";
import type {
  MessageRequest,
  MessageResponse,
  OpenResponse,
} from "../../engine/contract/wire/http.ts";
import type { DeliveryRequest, OpenForRequest } from "../../engine/contract/wire/http_channel.ts";
import { speaksForVisitor } from "../../engine/contract/wire/ids.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import type { StaffCall } from "../agent/actions.ts";
import { liveOf, maySeeVisitor } from "../agent/grants.ts";
import { done, type Outcome, refused, seqOf } from "../answers.ts";
import { commandId, conversationIdOf, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { doorFields, sealMessage } from "../conversations/messages.ts";
import { asProgram, type Staff } from "../identity/sessions.ts";
import { recordedMessage } from "./queries.ts";

/**
 * Conversations of a channel that a program brings: it opens them in the visitor's name, writes the
 * visitor's words with their own time and id, and says what became of the answers.
 */

/** Somebody new to the desk gets a key of the own. */
async function keyOf(
  gateway: Gateway,
  staff: Staff,
  visitor: string,
): Promise<Outcome<string>> {
  const live = await maySeeVisitor(gateway, staff, visitor);
  if (!live.ok) return live;
  const known = live.value?.key ??
    (await gateway.reading.visitor(staff.workspace, visitor))?.key;
  return done(known ?? await gateway.keys.take());
}

export async function openFor(
  gateway: Gateway,
  { staff, key }: StaffCall,
  { message, externalId, channel = "api", ...request }: OpenForRequest,
): Promise<Outcome<OpenResponse>> {
  if (!staff.program) return refused("forbidden");
  const found = await keyOf(gateway, staff, request.visitor);
  if (!found.ok) return found;
  const asker = asProgram(staff);
  const id = commandId(gateway, asker, key);
  const conversation = conversationIdOf(gateway, asker, id);
  const place = { conversation, visitor: request.visitor, key: found.value };
  const first = message && await sealMessage(gateway, asker, id, place, message, "all");
  if (first && !first.ok) return first;
  const { originAt } = request;
  const reply = await send(gateway, asker, id, "conversation.open", {
    ...request,
    ...place,
    channel,
    ...doorFields(gateway, message),
    ...(first && { first: { ...first.value, ...outside({ originAt, externalId }) } }),
  });
  if (!reply.ok) return reply;
  return done({
    conversation,
    ...(first && { message: first.value.message }),
    seq: reply.seq,
    opened: reply.result.opened ?? { state: "waiting", position: 1 },
  });
}

/** What the other system calls it, and when it was said there. */
const outside = ({ originAt, externalId }: Pick<OpenForRequest, "originAt" | "externalId">) => ({
  ...(originAt !== undefined && { originAt }),
  ...(externalId !== undefined && { externalId }),
});

/** The visitor's words. */
export async function writeFor(
  gateway: Gateway,
  { staff, key }: StaffCall,
  conversation: string,
  { body, visibility = "all", originAt, externalId }: MessageRequest,
): Promise<Outcome<MessageResponse>> {
  const live = await liveOf(gateway, staff, conversation);
  if (!live.ok) return live;
  const asker = asProgram(staff);
  const id = commandId(gateway, asker, key);
  const sealed = await sealMessage(gateway, asker, id, live.value, body, visibility);
  if (!sealed.ok) return sealed;
  const reply = await send(gateway, asker, id, "conversation.message", {
    conversation,
    ...doorFields(gateway, body),
    ...sealed.value,
    ...outside({ originAt, externalId }),
  });
  return reply.ok ? done({ message: sealed.value.message, seq: reply.seq }) : reply;
}

/** Of a message that the channel was given to bring; the engine holds no list of them, so this looks. */
export async function reportDelivery(
  gateway: Gateway,
  { staff, key }: StaffCall,
  conversation: string,
  { message, state }: DeliveryRequest,
): Promise<Outcome<{ seq: number }>> {
  if (!staff.program) return refused("forbidden");
  const live = await liveOf(gateway, staff, conversation);
  if (!live.ok) return live;
  if (!await isForVisitor(gateway, staff.workspace, live.value, message)) {
    return refused("not_found");
  }
  const asker = asProgram(staff);
  const id = commandId(gateway, asker, key);
  const body = { conversation, message, state };
  return seqOf(await send(gateway, asker, id, "conversation.delivery", body));
}

/** The newest are in the engine's tail, older ones in the records. */
async function isForVisitor(
  gateway: Gateway,
  workspace: string,
  { conversation }: ConversationLive,
  message: string,
): Promise<boolean> {
  const ask = { conversation, after: 0 };
  const tail = await gateway.bus.query(workspace, "conversation.tail", ask);
  const told = tail.ok ? goesToVisitor(tail.answer.events, message) : undefined;
  if (told !== undefined) return told;
  const recorded = await recordedMessage(gateway.database, workspace, conversation, message);
  return recorded?.visibility === "all" && !speaksForVisitor(recorded.author);
}
