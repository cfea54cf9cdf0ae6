import type { Profile, ProfileRequest } from "../../../engine/contract/wire/desk.ts";
import { done, type Outcome, refused, wrongField } from "../../answers.ts";
import type { Gateway } from "../../context.ts";
import { dimensionsOf } from "../../files/dimensions.ts";
import { isRaster, kindOf } from "../../files/kinds.ts";
import type { Staff } from "../../identity/sessions.ts";
import { randomId } from "../../ids.ts";
import * as store from "./store.ts";

/** Shown at 40 pixels; a phone's photo is made smaller by the page before it is sent. */
const PICTURE_BYTES_MAX = 512 * 1024;

/** The own one, or anybody's as admin; agents of the roster only. */
async function allowed(
  gateway: Gateway,
  staff: Staff,
  agent: string,
): Promise<Outcome<undefined>> {
  if (staff.agent !== agent && staff.role !== "admin") return refused("forbidden");
  const company = await gateway.companies.get(staff.workspace);
  return company?.agents.has(agent) ? done(undefined) : refused("not_found");
}

export async function show(
  gateway: Gateway,
  staff: Staff,
  agent: string,
): Promise<Outcome<Profile>> {
  const may = await allowed(gateway, staff, agent);
  if (!may.ok) return may;
  return done(await store.profileFor(gateway.database, staff.workspace, agent));
}

async function changed(gateway: Gateway, staff: Staff, agent: string): Promise<Outcome<Profile>> {
  await refreshProfiles(gateway);
  return await show(gateway, staff, agent);
}

export async function put(
  gateway: Gateway,
  staff: Staff,
  agent: string,
  request: ProfileRequest,
): Promise<Outcome<Profile>> {
  const may = await allowed(gateway, staff, agent);
  if (!may.ok) return may;
  const now = gateway.clock.wall();
  await store.putProfile(gateway.database, staff.workspace, agent, request, now);
  return await changed(gateway, staff, agent);
}

/** Pictures that browsers only draw; what else could be run is refused by its first bytes. */
export async function putPicture(
  gateway: Gateway,
  staff: Staff,
  agent: string,
  bytes: Uint8Array | undefined,
): Promise<Outcome<Profile>> {
  const may = await allowed(gateway, staff, agent);
  if (!may.ok) return may;
  let picture: store.Picture | undefined;
  if (bytes) {
    if (bytes.length === 0) return wrongField("body", "required");
    if (bytes.length > PICTURE_BYTES_MAX) return refused("too_large");
    const kind = kindOf(bytes, "picture");
    if (!kind || !isRaster(kind.type) || !dimensionsOf(kind.type, bytes)) {
      return refused("unsupported");
    }
    picture = { type: kind.type, bytes, version: randomId() };
  }
  const now = gateway.clock.wall();
  await store.putPicture(gateway.database, staff.workspace, agent, picture, now);
  return await changed(gateway, staff, agent);
}

/** Names are in what was read of the companies, so those are read again. */
export async function refreshProfiles(gateway: Gateway): Promise<void> {
  for (const workspace of await gateway.profiles.refresh()) gateway.companies.expire(workspace);
}
