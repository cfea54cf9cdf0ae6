import type { CommandBodies, CommandType } from "../../engine/contract/wire/commands.ts";
import type {
  CloseRequest,
  MessageRequest,
  MessageResponse,
  ParkRequest,
  PresenceRequest,
  TransferRequest,
} from "../../engine/contract/wire/http.ts";
import type { ConsultRequest, Taken } from "../../engine/contract/wire/http_routing.ts";
import type { VisitorCard } from "../../engine/contract/wire/messages.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import { done, type Outcome, refused, seqOf, wrongField } from "../answers.ts";
import { type Asker, commandId, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { sealField, sealMessage } from "../conversations/messages.ts";
import { asAgent, asRole, type Staff, supervises } from "../identity/sessions.ts";
import { liveOf, maySeeVisitor, onDeskOf } from "./grants.ts";
import { auditOverOthers } from "./over_others.ts";

type Done = Outcome<{ seq: number }>;

/** A member of the staff's request: who, and the client's idempotency key. */
export interface StaffCall {
  staff: Staff;
  key?: string;
  requestId: string;
}

/** As owner or receiver people speak as agents; on others' conversations by their role. */
const askerFor = (staff: Staff, live: ConversationLive): Asker =>
  onDeskOf(staff.agent, live) || !supervises(staff) ? asAgent(staff) : asRole(staff);

/** Commands that name only their conversation. */
export type PlainAction =
  | "conversation.accept"
  | "conversation.decline"
  | "conversation.acceptTransfer"
  | "conversation.returnTransfer"
  | "conversation.withdrawTransfer"
  | "conversation.unpark"
  | "conversation.inviteRating"
  | "conversation.reclaim"
  | "conversation.reopen";

async function act<T extends CommandType>(
  gateway: Gateway,
  call: StaffCall,
  conversation: string,
  type: T,
  bodyOf: (live: ConversationLive, id: string) => Promise<CommandBodies[T]>,
): Promise<Done> {
  const { staff, key } = call;
  const live = await liveOf(gateway, staff, conversation);
  if (!live.ok) return live;
  const asker = askerFor(staff, live.value);
  const id = commandId(gateway, asker, key);
  const body = await bodyOf(live.value, id);
  const reply = await send(gateway, asker, id, type, body);
  const own = onDeskOf(staff.agent, live.value);
  if (reply.ok && !own && supervises(staff)) {
    auditOverOthers(gateway, call, type, body, live.value.agent);
  }
  return seqOf(reply);
}

/** Taking back from an owner is a supervisor's alone, also beside that owner. */
export const plain = (gateway: Gateway, call: StaffCall, conversation: string, type: PlainAction) =>
  type === "conversation.reclaim" && supervises(call.staff)
    ? led(gateway, call, conversation, type, {})
    : act(gateway, call, conversation, type, () => Promise.resolve({ conversation }));

/** A command whose body needs nothing sealed. */
export const command = <T extends CommandType>(
  gateway: Gateway,
  call: StaffCall,
  conversation: string,
  type: T,
  body: CommandBodies[T],
) => act(gateway, call, conversation, type, () => Promise.resolve(body));

/** What only supervisors may: they speak by their role, also on conversations of their own. */
export async function led<T extends CommandType>(
  gateway: Gateway,
  call: StaffCall,
  conversation: string,
  type: T,
  body: Omit<CommandBodies[T], "conversation">,
): Promise<Done> {
  const { staff, key } = call;
  const live = await liveOf(gateway, staff, conversation);
  if (!live.ok) return live;
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const whole = { conversation, ...body } as CommandBodies[T];
  const reply = await send(gateway, asker, id, type, whole);
  if (reply.ok) auditOverOthers(gateway, call, type, whole, live.value.agent);
  return seqOf(reply);
}

export const consult = (
  gateway: Gateway,
  call: StaffCall,
  conversation: string,
  { agent, note }: ConsultRequest,
) =>
  act(gateway, call, conversation, "conversation.consult", async (live, id) => {
    const sealed = await sealField(gateway, live.key, note, `${id}.note`);
    return { conversation, agent, ...(sealed && { note: sealed }) };
  });

export async function take(
  gateway: Gateway,
  { staff, key }: StaffCall,
): Promise<Outcome<Taken>> {
  if (staff.agent === undefined) return refused("not_eligible");
  const asker = asAgent(staff);
  const id = commandId(gateway, asker, key);
  const reply = await send(gateway, asker, id, "conversation.take", { agent: staff.agent });
  return reply.ok ? done({ conversation: reply.result.conversation!, seq: reply.seq }) : reply;
}

export async function transfer(
  gateway: Gateway,
  call: StaffCall,
  conversation: string,
  { to, note }: TransferRequest,
): Promise<Done> {
  const company = await gateway.companies.get(call.staff.workspace);
  const known = "agent" in to
    ? company?.agents.has(to.agent)
    : company?.configuration?.groups.some((one) => one.id === to.group);
  if (!known) return wrongField("agent" in to ? "to.agent" : "to.group", "reference");
  return await act(gateway, call, conversation, "conversation.transfer", async (live, id) => {
    const sealed = await sealField(gateway, live.key, note, `${id}.note`);
    return { conversation, to, ...(sealed && { note: sealed }) };
  });
}

export const park = (
  gateway: Gateway,
  call: StaffCall,
  conversation: string,
  { reason, dueAt, note }: ParkRequest,
) =>
  act(gateway, call, conversation, "conversation.park", async (live, id) => {
    const sealed = await sealField(gateway, live.key, note, `${id}.note`);
    return {
      conversation,
      ...(reason && { reason }),
      ...(dueAt !== undefined && { dueAt }),
      ...(sealed && { note: sealed }),
    };
  });

export const close = (
  gateway: Gateway,
  call: StaffCall,
  conversation: string,
  request: CloseRequest,
) =>
  act(
    gateway,
    call,
    conversation,
    "conversation.close",
    () => Promise.resolve({ conversation, ...request }),
  );

export const recall = (gateway: Gateway, call: StaffCall, conversation: string, message: string) =>
  act(
    gateway,
    call,
    conversation,
    "conversation.recall",
    () => Promise.resolve({ conversation, message }),
  );

export async function write(
  gateway: Gateway,
  { staff, key }: Omit<StaffCall, "requestId">,
  conversation: string,
  { body, visibility = "all", originAt, externalId }: MessageRequest,
): Promise<Outcome<MessageResponse>> {
  if (originAt !== undefined) return wrongField("originAt", "unknown");
  if (externalId !== undefined) return wrongField("externalId", "unknown");
  const live = await liveOf(gateway, staff, conversation);
  if (!live.ok) return live;
  const asker = askerFor(staff, live.value);
  const id = commandId(gateway, asker, key);
  const sealed = await sealMessage(gateway, asker, id, live.value, body, visibility);
  if (!sealed.ok) return sealed;
  const reply = await send(gateway, asker, id, "conversation.message", {
    conversation,
    ...sealed.value,
  });
  return reply.ok ? done({ message: sealed.value.message, seq: reply.seq }) : reply;
}

export async function setPresence(
  gateway: Gateway,
  call: StaffCall,
  request: PresenceRequest,
): Promise<Done> {
  const { agent } = call.staff;
  if (agent === undefined) return refused("not_eligible");
  return await putPresence(gateway, call, agent, asAgent(call.staff), request);
}

/** A supervisor's word on somebody's presence: a break needs no free place then. */
export async function forcePresence(
  gateway: Gateway,
  call: StaffCall,
  agent: string,
  request: PresenceRequest,
): Promise<Done> {
  const forced = await putPresence(gateway, call, agent, asRole(call.staff), request);
  if (forced.ok) auditOverOthers(gateway, call, "agent.presence", { agent, ...request });
  return forced;
}

async function putPresence(
  gateway: Gateway,
  { key }: StaffCall,
  agent: string,
  asker: Asker,
  { presence, work }: PresenceRequest,
): Promise<Done> {
  const id = commandId(gateway, asker, key);
  const body = { agent, presence, ...(work && { work }) };
  return seqOf(await send(gateway, asker, id, "agent.presence", body));
}

/** The card is one sealed piece per visitor; the last writer wins, both desks see it at once. */
export async function putCard(
  gateway: Gateway,
  { staff, key }: StaffCall,
  visitor: string,
  card: VisitorCard,
): Promise<Done> {
  const { workspace } = staff;
  const seen = await maySeeVisitor(gateway, staff, visitor);
  if (!seen.ok) return seen;
  const keyId = seen.value?.key ?? (await gateway.reading.visitor(workspace, visitor))?.key;
  if (keyId === undefined) return refused("not_found");
  const asker = seen.value ? askerFor(staff, seen.value) : asRole(staff);
  const id = commandId(gateway, asker, key);
  const sealed = await sealField(gateway, keyId, card, `${id}.card`);
  if (sealed === undefined) return refused("closed");
  return seqOf(
    await send(gateway, asker, id, "visitor.update", { visitor, card: sealed, key: keyId }),
  );
}
