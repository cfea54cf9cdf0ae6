import type {
  AssignItemRequest,
  CloseItemRequest,
  OpenedItem,
  OpenItemRequest,
} from "../../engine/contract/wire/http_routing.ts";
import { done, type Outcome, refused, seqOf } from "../answers.ts";
import { commandId, itemIdOf, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { asAgent, asRole, supervises } from "../identity/sessions.ts";
import type { StaffCall } from "./actions.ts";
import { liveOf, maySeeVisitor } from "./grants.ts";
import { auditOverOthers } from "./over_others.ts";

/** For a known visitor, by a supervisor; a repeat with the same key meets the same item. */
export async function openItem(
  gateway: Gateway,
  { staff, key }: StaffCall,
  { channel = "api", ...request }: OpenItemRequest,
): Promise<Outcome<OpenedItem>> {
  const live = await maySeeVisitor(gateway, staff, request.visitor);
  if (!live.ok) return live;
  const visitor = live.value ?? await gateway.reading.visitor(staff.workspace, request.visitor);
  if (visitor?.key === undefined) return refused("not_found");
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const item = itemIdOf(gateway, asker, id);
  const body = { ...request, item, channel, key: visitor.key };
  const reply = await send(gateway, asker, id, "item.open", body);
  return reply.ok ? done({ item, seq: reply.seq }) : reply;
}

export async function assignItem(
  gateway: Gateway,
  call: StaffCall,
  item: string,
  { agent }: AssignItemRequest,
): Promise<Outcome<{ seq: number }>> {
  const asker = asRole(call.staff);
  const id = commandId(gateway, asker, call.key);
  const reply = await send(gateway, asker, id, "item.assign", { item, agent });
  if (reply.ok) auditOverOthers(gateway, call, "item.assign", { item, agent });
  return seqOf(reply);
}

/** The owner closes as an agent, a supervisor somebody else's by role. */
export async function closeItem(
  gateway: Gateway,
  { staff, key }: StaffCall,
  item: string,
  request: CloseItemRequest,
): Promise<Outcome<{ seq: number }>> {
  const live = await liveOf(gateway, staff, item);
  if (!live.ok) return live;
  const own = live.value.agent === staff.agent || !supervises(staff);
  const asker = own ? asAgent(staff) : asRole(staff);
  const id = commandId(gateway, asker, key);
  return seqOf(await send(gateway, asker, id, "item.close", { item, ...request }));
}
