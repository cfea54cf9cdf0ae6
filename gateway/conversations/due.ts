import type { DueConversation } from "../../engine/contract/ports/reading_records.ts";
import { send } from "../commands.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import { derivedId, randomId } from "../ids.ts";
import { sealField } from "./messages.ts";

/**
 * Parked work comes back when it is due, also when memory has forgotten it meanwhile. Every gateway
 * looks, and all make the same conversation: its id is derived from the forgotten one's, the engine
 * has it once, and the row is done when the projector sees it. A forgotten conversation goes on at
 * most once, whether by its time or by its visitor's word; what is parked again is forgotten under
 * the new id.
 */
const AT_ONCE_MAX = 50;
/** What the engine will not have (its visitor erased, its entrance gone) is tried this rarely. */
const VAIN_AGAIN_MS = 3_600_000;
const VAIN_MAX = 150;
/** Due work waits behind fresh questions, by default without gaining on them. */
const DUE_CLASS = 9;
/** Where the engine has no room for its skills it waits this long; the others go on meanwhile. */
const FULL_AGAIN_MS = 60_000;

export const continuationOf = (gateway: Gateway, forgotten: string): string =>
  derivedId(gateway.settings.secret, "c", "continues", forgotten);

/** Conversations that did not go on, with the time to try again. */
const vainOf = new WeakMap<Gateway, Map<string, number>>();

export async function beatDue(gateway: Gateway): Promise<void> {
  for (const { id } of gateway.settings.workspaces) await bringBack(gateway, id);
}

async function bringBack(gateway: Gateway, workspace: string): Promise<void> {
  let vain = vainOf.get(gateway);
  if (!vain) vainOf.set(gateway, vain = new Map());
  const now = gateway.clock.wall();
  for (const [name, againAt] of vain) if (againAt <= now) vain.delete(name);
  const found = await gateway.reading.due(workspace, now, AT_ONCE_MAX + vain.size);
  if (found.length === 0) return;
  const company = await gateway.companies.get(workspace);
  if (!company?.configuration) return;
  for (const one of found) {
    const name = `${workspace}\0${one.conversation}`;
    if (vain.has(name)) continue;
    const outcome = await goOn(gateway, company, one);
    if (outcome === "later") return;
    const againMs = outcome === "vain" ? VAIN_AGAIN_MS : FULL_AGAIN_MS;
    if (outcome !== "done" && vain.size < VAIN_MAX) vain.set(name, now + againMs);
  }
}

async function goOn(
  gateway: Gateway,
  company: Company,
  due: DueConversation,
): Promise<"done" | "vain" | "full" | "later"> {
  const { workspace, configuration } = company;
  const { visitor, key, channel, language, enqueuedAt } = due;
  const route = configuration!.routes.find((one) => one.id === due.route);
  if (!route || await gateway.keyring.key(key) === undefined) return "vain";
  const conversation = continuationOf(gateway, due.conversation);
  const topic = route.topics.some((one) => one.id === due.topic) ? due.topic : undefined;
  const group = configuration!.groups.some((one) => one.id === due.group) ? due.group : undefined;
  const { skills, gone } = askedAgain(company, due.skills ?? {});
  const words = [...(due.note ? [due.note] : []), ...(gone.length > 0 ? [goneText(gone)] : [])];
  const note = await sealField(gateway, key, words.join("\n"), `${conversation}.note`);
  const asker = { workspace, by: "engine" as const, scope: "due" };
  const reply = await send(gateway, asker, randomId("d"), "conversation.open", {
    conversation,
    visitor,
    key,
    channel,
    route: due.route,
    ...(group && { group }),
    ...(topic && { topic }),
    ...(Object.keys(skills).length > 0 && { skills }),
    ...(language && { language }),
    priority: DUE_CLASS,
    continues: due.conversation,
    enqueuedAt,
    ...(due.agent && { owner: due.agent }),
    ...(note && { note }),
  });
  if (reply.ok) {
    const [session] = gateway.hub.ofVisitor(workspace, visitor);
    if (session) gateway.hub.here(gateway, session.who, conversation);
    return "done";
  }
  const { code } = reply.error;
  // another gateway, or the visitor, was first: the row is done as soon as the records know
  if (code === "conflict") return "done";
  if (code === "busy" && Object.keys(skills).length > 0) return "full";
  return code === "unavailable" || code === "busy" ? "later" : "vain";
}

/** Of the skills that were asked for, those that an agent has or a route names, and the others. */
function askedAgain({ agents, configuration }: Company, asked: Record<string, number>) {
  const known = new Set([
    ...[...agents.values()].flatMap(({ record }) => Object.keys(record.skills ?? {})),
    ...configuration!.routes.flatMap(({ requirements }) => requirements.map(({ skill }) => skill)),
  ]);
  return {
    skills: Object.fromEntries(Object.entries(asked).filter(([skill]) => known.has(skill))),
    gone: Object.keys(asked).filter((skill) => !known.has(skill)),
  };
}

/** For whoever gets it, in both languages: who that will be is not known yet. */
const goneText = (skills: string[]): string =>
  `下列技能已不存在，不再要求：${skills.join("、")}。\n` +
  `These skills no longer exist and are no longer asked for: ${skills.join(", ")}.`;
