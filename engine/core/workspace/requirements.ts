import {
  askedSets,
  channelsOf,
  REQUIREMENT_SETS_MAX,
  requirementText,
  setName,
} from "../../contract/configuration/requirement_sets.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Channel } from "../../contract/wire/states.ts";
import { FLAG } from "../conversation/columns.ts";
import { internNeed, restand } from "../conversation/lines.ts";
import type { PartitionState } from "../partition_state.ts";
import { handlesInOrder, type RequirementSet, type Workspace } from "./state.ts";

/**
 * The shop is part of what an item asks of an agent only while some agent serves certain shops
 * alone: a company whose agents serve them all needs no line per shop (the kernel keeps at most 64
 * requirement sets per group). When the first restriction comes or the last one goes, everything
 * in memory asks anew. Whoever changes the roster keeps `shopsRestricted` equal to this.
 */
export const restrictsShops = (workspace: Workspace): boolean =>
  workspace.agents.some(({ removed, record }) => !removed && record.shops !== undefined);

/** The shop as a requirement: "" asks nothing. */
export const askedShop = (workspace: Workspace, shop: string): string =>
  workspace.shopsRestricted ? shop : "";

export function askAnew(workspace: Workspace): void {
  const c = workspace.conversations.column;
  for (const handle of handlesInOrder(workspace)) {
    const { requirements, channel } = workspace.needs.get(c.requirement[handle])!;
    const shop = askedShop(workspace, workspace.words.words[c.shop[handle]]);
    const requirement = internNeed(workspace, requirements, channel, shop);
    if (requirement === c.requirement[handle]) continue;
    c.requirement[handle] = requirement;
    if ((c.flags[handle] & FLAG.lined) !== 0) restand(workspace, handle);
  }
}

/**
 * Whether these documents, and whoever is here already, would ask for more sets than there is room
 * for, should shops be `restricted` or not. Sets are kept as long as the workspace is.
 */
export function lacksRoomForSets(
  workspace: Workspace,
  documents: readonly Configuration[],
  restricted: boolean,
): boolean {
  const { needs, conversations: { column: c }, words } = workspace;
  const sets = new Set([...needs.values()].map(setName));
  const before = sets.size;
  const add = (one: RequirementSet, shop: string) =>
    sets.add(setName({ ...one, shop: restricted ? shop : "" }));
  for (const document of documents) {
    for (const asked of askedSets(document)) add(asked, asked.shop);
  }
  if (restricted !== workspace.shopsRestricted) {
    for (const handle of handlesInOrder(workspace)) {
      add(needs.get(c.requirement[handle])!, words.words[c.shop[handle]]);
    }
  }
  return sets.size > Math.max(before, REQUIREMENT_SETS_MAX);
}

/** What has an appointment asks for its sets when it comes or comes back: room is kept for them. */
export const appointedDocuments = (
  { documents }: PartitionState,
  { changes }: Workspace,
): Configuration[] => changes.flatMap(({ hash }) => documents.get(hash)?.configuration ?? []);

/** The sets that opens will ask for: `decide` only reads, so they are made here. */
export function internRoutes(workspace: Workspace, configuration: Configuration): void {
  workspace.routeNeeds.clear();
  for (const route of configuration.routes) {
    for (const channel of channelsOf(configuration, route)) {
      const shop = askedShop(workspace, route.shop);
      const need = internNeed(workspace, requirementsOf(route), channel, shop);
      workspace.routeNeeds.set(`${route.id} ${channel}`, need);
      route.relax?.forEach(({ requirements }, step) => {
        const less = internNeed(workspace, requirementText(requirements), channel, shop);
        workspace.routeNeeds.set(`${route.id} ${channel} ${step}`, less);
      });
    }
  }
}

/** Whether one more set may be asked for while there are less than `most`, or this one was before. */
export function hasRoomForSet(
  { needs }: Workspace,
  asked: RequirementSet,
  most = REQUIREMENT_SETS_MAX,
): boolean {
  if (needs.size < most) return true;
  const name = setName(asked);
  return [...needs.values()].some((known) => setName(known) === name);
}

/** The set that a step of relaxation asks for, or -1. */
export const relaxedNeed = (
  { routeNeeds }: Workspace,
  route: string,
  channel: Channel,
  step: number,
): number => routeNeeds.get(`${route} ${channel} ${step}`) ?? -1;

/** What a route asks, and what was asked beside it for one conversation: the higher level counts. */
export function requirementsOf(
  route: Configuration["routes"][number],
  skills?: Record<string, number>,
): string[] {
  if (skills === undefined) return requirementText(route.requirements);
  const levels = new Map(Object.entries(skills));
  for (const { skill, level } of route.requirements) {
    levels.set(skill, Math.max(level, levels.get(skill) ?? 0));
  }
  return requirementText([...levels].map(([skill, level]) => ({ skill, level })));
}
