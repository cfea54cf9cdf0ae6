import type { ConfigurationVersion } from "../../../engine/contract/ports/reading_records.ts";
import { differences } from "../../../engine/contract/configuration/diff.ts";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import type {
  ConfigurationAdmin,
  ConfigurationCheck,
  ConfigurationDiff,
  ConfigurationDraft,
  ConfigurationPublished,
  ConfigurationVersions,
  DraftRequest,
  PublishRequest,
  RollbackRequest,
} from "../../../engine/contract/wire/http_configuration.ts";
import type { StaffCall } from "../../agent/actions.ts";
import { done, type Outcome, refused, wrongField } from "../../answers.ts";
import { commandId, send } from "../../commands.ts";
import type { Gateway } from "../../context.ts";
import { asRole, type Staff } from "../../identity/sessions.ts";
import { LIMITS } from "../../limits/limits.ts";
import { check } from "./check.ts";
import { dropDraft, readDraft, writeDraft } from "./drafts.ts";

/** The configuration as admins work on it: draft, check, publish, versions, difference, rollback. */

const companyOf = (gateway: Gateway, staff: Staff) => gateway.companies.get(staff.workspace, 0);

export async function overview(
  gateway: Gateway,
  staff: Staff,
): Promise<Outcome<ConfigurationAdmin>> {
  const company = await companyOf(gateway, staff);
  const live = await gateway.bus.query(staff.workspace, "config.live", {});
  if (!company?.configuration || !live.ok) return refused("unavailable");
  const draft = await readDraft(gateway.database, staff.workspace);
  const { version, hash, configuration } = company;
  return done({
    version,
    hash,
    document: configuration,
    changes: live.answer.changes,
    ...(draft && { draft: { edition: draft.edition, by: draft.by, at: draft.at } }),
  });
}

export async function draftOf(
  gateway: Gateway,
  staff: Staff,
): Promise<Outcome<ConfigurationDraft>> {
  const draft = await readDraft(gateway.database, staff.workspace);
  return draft ? done(draft) : refused("not_found");
}

/** Of two people in one draft the second meets `conflict` and looks again. */
export async function putDraft(
  gateway: Gateway,
  staff: Staff,
  { edition, document }: DraftRequest,
): Promise<Outcome<ConfigurationDraft>> {
  const company = await companyOf(gateway, staff);
  if (!company) return refused("unavailable");
  const draft = await writeDraft(gateway.database, staff.workspace, {
    edition,
    document,
    basedOn: company.version,
    by: asRole(staff).by,
    at: gateway.clock.wall(),
  });
  return draft ? done(draft) : refused("conflict");
}

export async function discardDraft(gateway: Gateway, staff: Staff): Promise<Outcome<undefined>> {
  await dropDraft(gateway.database, staff.workspace);
  return done(undefined);
}

export async function checkDraft(
  gateway: Gateway,
  staff: Staff,
  document: Record<string, unknown> | undefined,
): Promise<Outcome<ConfigurationCheck>> {
  const company = await companyOf(gateway, staff);
  if (!company) return refused("unavailable");
  const looked = document ?? (await readDraft(gateway.database, staff.workspace))?.document;
  if (!looked) return refused("not_found");
  return done(check(looked, [...company.agents.values()].map(({ record }) => record)));
}

/** The draft as somebody has read it; faults and unaccepted warnings refuse it whole, by path. */
export async function publishDraft(
  gateway: Gateway,
  call: StaffCall,
  { edition, acceptWarnings, effectiveAt, revertAt }: PublishRequest,
): Promise<Outcome<ConfigurationPublished>> {
  const { staff } = call;
  if (isOver(gateway, effectiveAt)) return wrongField("effectiveAt", "range");
  const draft = await readDraft(gateway.database, staff.workspace);
  if (!draft) return refused("not_found");
  if (draft.edition !== edition) return refused("conflict");
  const checked = await checkDraft(gateway, staff, draft.document);
  if (!checked.ok) return checked;
  const { faults, warnings } = checked.value;
  const against = faults.length > 0 || acceptWarnings ? faults : warnings;
  if (against.length > 0) {
    const fields = against.map(({ path, rule, limit, fault }) => ({ path, rule, limit, fault }));
    return refused("invalid", { fields });
  }
  const bytes = new TextEncoder().encode(JSON.stringify(draft.document));
  const hash = await gateway.bus.putDocument(bytes);
  return await publishHash(gateway, call, hash, { effectiveAt, revertAt });
}

/** For two clocks that differ, and for the time that a caller may try again. */
const START_PAST_MS_MAX = 60_000;

/** A start long past is a mistake, seconds for milliseconds most likely, and would publish at once. */
const isOver = (gateway: Gateway, effectiveAt: number | undefined): boolean =>
  effectiveAt !== undefined && effectiveAt < gateway.clock.wall() - START_PAST_MS_MAX;

async function publishHash(
  gateway: Gateway,
  { staff, key }: StaffCall,
  hash: string,
  times: { effectiveAt?: number; revertAt?: number },
): Promise<Outcome<ConfigurationPublished>> {
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const reply = await send(gateway, asker, id, "config.publish", { hash, ...times });
  gateway.companies.expire(staff.workspace);
  if (!reply.ok) return reply;
  const { version } = reply.result;
  return done({ hash, ...(version === undefined ? {} : { version }) });
}

/** An earlier version again, as a new one. */
export async function rollBack(
  gateway: Gateway,
  call: StaffCall,
  { version, ...times }: RollbackRequest,
): Promise<Outcome<ConfigurationPublished>> {
  if (isOver(gateway, times.effectiveAt)) return wrongField("effectiveAt", "range");
  const found = await versionOf(gateway, call.staff, version);
  return found ? await publishHash(gateway, call, found.hash, times) : refused("not_found");
}

export async function withdraw(
  gateway: Gateway,
  { staff, key }: StaffCall,
  appointment: { hash: string; effectiveAt: number },
): Promise<Outcome<undefined>> {
  const asker = asRole(staff);
  const id = commandId(gateway, asker, key);
  const reply = await send(gateway, asker, id, "config.withdraw", appointment);
  return reply.ok ? done(undefined) : reply;
}

/** Newest first; waits, bounded, until the records have what the engine has. */
export async function versions(
  gateway: Gateway,
  staff: Staff,
  { before, limit }: { before?: number; limit: number },
): Promise<Outcome<ConfigurationVersions>> {
  await caughtUp(gateway, staff);
  const list = await gateway.reading.configurations(staff.workspace, before, limit);
  return done({ versions: list });
}

async function caughtUp(gateway: Gateway, staff: Staff): Promise<void> {
  const company = await companyOf(gateway, staff);
  if (!company) return;
  await gateway.reading.reached(staff.workspace, company.seq, LIMITS.recordsWaitMs);
}

async function versionOf(
  gateway: Gateway,
  staff: Staff,
  version: number,
): Promise<ConfigurationVersion | undefined> {
  await caughtUp(gateway, staff);
  const [found] = await gateway.reading.configurations(staff.workspace, version + 1, 1);
  return found?.version === version ? found : undefined;
}

export async function versionWithDocument(
  gateway: Gateway,
  staff: Staff,
  version: number,
): Promise<Outcome<ConfigurationVersion & { document: Configuration }>> {
  const found = await versionOf(gateway, staff, version);
  const document = found && await documentOf(gateway, found.hash);
  return found && document ? done({ ...found, document }) : refused("not_found");
}

async function documentOf(gateway: Gateway, hash: string): Promise<Configuration | undefined> {
  const bytes = await gateway.bus.getDocument(hash);
  return bytes && JSON.parse(new TextDecoder().decode(bytes)) as Configuration;
}

/** Between two versions, or a version and the draft. */
export async function difference(
  gateway: Gateway,
  staff: Staff,
  { from, to }: { from: number | "draft"; to: number | "draft" },
): Promise<Outcome<ConfigurationDiff>> {
  const [before, after] = [
    await sideOf(gateway, staff, from),
    await sideOf(gateway, staff, to),
  ];
  if (before === undefined || after === undefined) return refused("not_found");
  return done({ from, to, changes: differences(before, after) });
}

async function sideOf(gateway: Gateway, staff: Staff, side: number | "draft"): Promise<unknown> {
  if (side === "draft") return (await readDraft(gateway.database, staff.workspace))?.document;
  const found = await versionOf(gateway, staff, side);
  return found && await documentOf(gateway, found.hash);
}
