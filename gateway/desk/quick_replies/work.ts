import type {
  QuickReplies,
  QuickReply,
  QuickReplyRequest,
} from "../../../engine/contract/wire/desk.ts";
import { done, type Outcome, refused, wrongField } from "../../answers.ts";
import type { StaffCall } from "../../agent/actions.ts";
import { asRole, supervises } from "../../identity/sessions.ts";
import { commandId } from "../../commands.ts";
import type { Gateway } from "../../context.ts";
import { isRaster, kindOf } from "../../files/kinds.ts";
import { cleanName } from "../../files/names.ts";
import { dimensionsOf } from "../../files/dimensions.ts";
import { initialsOf } from "./initials.ts";
import * as store from "./store.ts";

/** A picture or a sheet of sizes; larger ones are sent by hand. */
const FILE_BYTES_MAX = 2 * 1024 * 1024;

/** Everybody writes the own ones; the company's are written by those who supervise. */
const mayWrite = ({ staff }: StaffCall, scope: QuickReply["scope"]): boolean =>
  scope === "personal" || supervises(staff);

export async function list(gateway: Gateway, { staff }: StaffCall): Promise<Outcome<QuickReplies>> {
  const { workspace, account } = staff;
  return done({ replies: await store.repliesOf(gateway.database, workspace, account) });
}

export async function add(
  gateway: Gateway,
  call: StaffCall,
  request: QuickReplyRequest,
): Promise<Outcome<QuickReply>> {
  if (!mayWrite(call, request.scope)) return refused("forbidden");
  const id = commandId(gateway, asRole(call.staff), call.key);
  const reply = await store.addReply(gateway.database, await writing(gateway, call, id, request), {
    ...request,
  });
  return reply ? done(reply) : refused("too_large");
}

export async function change(
  gateway: Gateway,
  call: StaffCall,
  id: string,
  request: QuickReplyRequest,
): Promise<Outcome<QuickReply>> {
  const known = await writable(gateway, call, id);
  if (!known.ok) return known;
  if (!mayWrite(call, request.scope)) return refused("forbidden");
  const reply = await store.changeReply(
    gateway.database,
    await writing(gateway, call, id, request),
    request,
  );
  return reply ? done(reply) : refused("not_found");
}

export async function remove(
  gateway: Gateway,
  call: StaffCall,
  id: string,
): Promise<Outcome<undefined>> {
  const known = await writable(gateway, call, id);
  if (!known.ok) return known;
  await store.removeReply(gateway.database, call.staff.workspace, id);
  return done(undefined);
}

/** Checks what the bytes are, as for every upload. */
export async function attach(
  gateway: Gateway,
  call: StaffCall,
  id: string,
  name: string,
  bytes: Uint8Array,
): Promise<Outcome<QuickReply>> {
  const known = await writable(gateway, call, id);
  if (!known.ok) return known;
  if (bytes.length === 0) return wrongField("body", "required");
  if (bytes.length > FILE_BYTES_MAX) return refused("too_large");
  const kind = kindOf(bytes, name);
  if (!kind) return refused("unsupported");
  if (isRaster(kind.type) && !dimensionsOf(kind.type, bytes)) return refused("unsupported");
  const file = { name: cleanName(name, kind.extension), type: kind.type, bytes };
  await store.putFile(gateway.database, call.staff.workspace, id, file);
  const { name: clean, type } = file;
  return done({ ...known.value, file: { name: clean, type, bytes: bytes.length } });
}

export async function detach(
  gateway: Gateway,
  call: StaffCall,
  id: string,
): Promise<Outcome<undefined>> {
  const known = await writable(gateway, call, id);
  if (!known.ok) return known;
  await store.putFile(gateway.database, call.staff.workspace, id);
  return done(undefined);
}

export async function file(
  gateway: Gateway,
  { staff }: StaffCall,
  id: string,
): Promise<Outcome<{ type: string; bytes: Uint8Array<ArrayBuffer> }>> {
  const known = await store.replyFor(gateway.database, staff.workspace, staff.account, id);
  const bytes = known?.file && await store.fileContent(gateway.database, staff.workspace, id);
  return bytes ? done({ type: known!.file!.type, bytes }) : refused("not_found");
}

/** What this person may change; another's own one is as absent as one that never was. */
async function writable(
  gateway: Gateway,
  call: StaffCall,
  id: string,
): Promise<Outcome<QuickReply>> {
  const { workspace, account } = call.staff;
  const known = await store.replyFor(gateway.database, workspace, account, id);
  if (!known) return refused("not_found");
  return mayWrite(call, known.scope) ? done(known) : refused("forbidden");
}

const writing = async (
  gateway: Gateway,
  { staff }: StaffCall,
  id: string,
  { text }: QuickReplyRequest,
): Promise<store.Writing> => ({
  workspace: staff.workspace,
  account: staff.account,
  id,
  initials: await initialsOf(text),
  now: gateway.clock.wall(),
});
