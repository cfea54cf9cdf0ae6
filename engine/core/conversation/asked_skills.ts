import { ASKED_SKILLS_MAX, type Command } from "../../contract/wire/commands.ts";
import type { Route } from "../../contract/wire/configuration.ts";
import { isToken } from "../../contract/wire/ids.ts";
import type { Refusal } from "../../contract/wire/refusals.ts";
import { type Asking, refuse, wrongField } from "../asking.ts";
import { findName } from "../names.ts";
import { forgetSets } from "../workspace/forgotten_sets.ts";
import { askedShop, hasRoomForSet, requirementsOf } from "../workspace/requirements.ts";
import type { RequirementSet, Workspace } from "../workspace/state.ts";
import { internNeed } from "./lines.ts";

/**
 * Skills that are asked for one conversation, beside what its route asks of everybody. From the
 * opening on they are requirements like the route's own: in its lines, when it overflows, is
 * transferred or comes back; a step of relaxation says all that is still asked, so it drops them
 * like the route's.
 */

const LEVEL_MAX = 5;

/** The other half of the kernel's room is for what configurations ask: nobody may take that away. */
export const SETS_WITH_SKILLS_MAX = 500;
/** Half of the sets that a group's lines take: the others are left to those who ask for none. */
export const LIVE_SETS_WITH_SKILLS_MAX = 32;
/** Whoever is refused tries again at once, and looking through all conversations takes milliseconds. */
const SOUGHT_EVERY_MS = 1_000;

/**
 * Before a set is asked for that is new to this memory: where the room is used up, gives back what
 * nobody asks for any more. Forgetting costs about as much as a snapshot, so only half of what the
 * routes leave is worth it.
 */
export function makeRoomFor(workspace: Workspace, asked: RequirementSet): void {
  if (hasRoomForSet(workspace, asked, SETS_WITH_SKILLS_MAX)) return;
  const left = SETS_WITH_SKILLS_MAX - new Set(workspace.routeNeeds.values()).size;
  forgetSets(workspace, SETS_WITH_SKILLS_MAX, Math.max(1, left / 2));
}

export function askedSkillsFault(
  { workspace, kind }: Asking,
  skills: Record<string, number>,
): Refusal | undefined {
  if (kind === "visitor") return refuse("forbidden");
  const asked = Object.entries(skills);
  if (asked.length > ASKED_SKILLS_MAX) return wrongField("skills", "range");
  for (const [skill, level] of asked) {
    const isSkill = isToken(skill) && findName(workspace.skills, skill) >= 0;
    if (!isSkill) return wrongField(isToken(skill) ? `skills.${skill}` : "skills", "reference");
    const isLevel = Number.isInteger(level) && level >= 1 && level <= LEVEL_MAX;
    if (!isLevel) return wrongField(`skills.${skill}`, "range");
  }
  return undefined;
}

/**
 * The set that an opening asks for, or -1: the route does not serve the channel, or there is no room
 * for one set more, also after those were forgotten whose openings were refused or are long over. One
 * that nobody asked for before is numbered here although nothing is decided yet; numbers are no
 * state, and snapshots leave out what nobody asks for.
 */
export function needOfOpening(
  { workspace, now }: Asking,
  route: Route,
  { channel, skills }: Command<"conversation.open">,
): number {
  const ofRoute = workspace.routeNeeds.get(`${route.id} ${channel}`) ?? -1;
  if (skills === undefined || ofRoute < 0) return ofRoute;
  const requirements = requirementsOf(route, skills);
  const shop = askedShop(workspace, route.shop);
  const asked = { requirements, channel, shop };
  const hasRoom = () => hasRoomForSet(workspace, asked, SETS_WITH_SKILLS_MAX);
  if (!hasRoom()) {
    if (Math.abs(now - workspace.roomSoughtAt) < SOUGHT_EVERY_MS) return -1;
    workspace.roomSoughtAt = now;
    makeRoomFor(workspace, asked);
    if (!hasRoom()) return -1;
  }
  return internNeed(workspace, requirements, channel, shop);
}
