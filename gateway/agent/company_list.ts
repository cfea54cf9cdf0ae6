import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import type { CompanyPage } from "../../engine/contract/wire/http.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import type { Staff } from "../identity/sessions.ts";
import type { Language } from "../language.ts";
import { viewsOf } from "./desk.ts";

/**
 * Everything live, for supervisors, page by page: every agent's desk in the order of their ids,
 * then the heads of the lines; each desk in the order of its conversations' ids. What changes hands
 * between two pages may be missing or come twice in that one reading, never longer. Nobody is asked
 * whose desk is empty, and a desk or line that does not answer fails the page: half of the company
 * must not look like all of it.
 */
interface Place {
  agent: string;
  conversation: string;
}

/** Where the lines stand: after every id of an agent. */
const LINES = "~";
/** The most that an engine tells of a line; who stands behind is counted. */
const LINE_HEADS = 50;
/** Desks or lines asked at once: a page of 200 takes a few rounds, and others are served between. */
const ASKED_AT_ONCE = 16;

const placeOf = (after: string | undefined): Place => {
  const [agent = "", conversation = ""] = after?.split(".") ?? [];
  return { agent, conversation };
};

interface Asked {
  after?: string;
  limit: number;
}

type Found = Map<string, Place & { live: ConversationLive }>;

export async function everything(
  gateway: Gateway,
  { workspace }: Staff,
  { after, limit }: Asked,
  language: Language,
): Promise<Outcome<CompanyPage>> {
  const company = await gateway.companies.get(workspace, 0);
  if (!company) return refused("unavailable");
  const begin = placeOf(after);
  const found: Found = new Map();
  const take = (agent: string, standing: readonly ConversationLive[]) => {
    const past = agent === begin.agent ? begin.conversation : "";
    for (const live of standing.toSorted(byId)) {
      const { conversation } = live;
      if (conversation > past) found.set(conversation, { agent, conversation, live });
    }
  };
  const desks = desksFrom(company, begin.agent);
  let unread = sum(company.groups.map(({ waiting, left }) => waiting + left));
  while (desks.length > 0 && found.size <= limit) {
    const asked = desks.splice(0, ASKED_AT_ONCE);
    const told = await Promise.all(asked.map((agent) => ownOf(gateway, workspace, agent)));
    for (const [at, own] of told.entries()) {
      if (!own.ok) return own;
      take(asked[at], own.value);
    }
  }
  unread += sum(desks.map((agent) => company.desks.get(agent)!));
  if (found.size <= limit) {
    const heads = await headsFrom(gateway, company);
    if (!heads.ok) return heads;
    take(LINES, heads.value);
    unread = Math.max(0, unread - heads.value.length);
  }
  const page = [...found.values()].slice(0, limit);
  const last = page.at(-1);
  const conversations = await viewsOf(gateway, workspace, page.map(({ live }) => live), language);
  const rest = found.size - page.length + unread;
  return done({
    conversations,
    ...(last && found.size > limit && { next: `${last.agent}.${last.conversation}` }),
    ...(rest > 0 && { rest }),
  });
}

const byId = (one: ConversationLive, other: ConversationLive): number =>
  one.conversation < other.conversation ? -1 : 1;

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

/** Desks on which something stands, from an agent on. */
const desksFrom = ({ desks, agents }: Company, begin: string): string[] =>
  [...desks].filter(([agent, count]) => count > 0 && agent >= begin && agents.has(agent))
    .map(([agent]) => agent).sort();

/**
 * What counts at this desk: the own, and what nobody has and is offered here. What somebody else
 * has stands at theirs. Nothing of somebody who has left the roster meanwhile.
 */
async function ownOf(
  gateway: Gateway,
  workspace: string,
  agent: string,
): Promise<Outcome<ConversationLive[]>> {
  const reply = await gateway.bus.query(workspace, "agent.live", { agent });
  if (!reply.ok) return reply.error.code === "not_found" ? done([]) : reply;
  const own = (live: ConversationLive) => (live.agent ?? live.offer?.agent) === agent;
  return done(reply.answer.conversations.filter(own));
}

/** Nothing of a group that is gone meanwhile. */
async function headsFrom(
  gateway: Gateway,
  { workspace, groups }: Company,
): Promise<Outcome<ConversationLive[]>> {
  const filled = groups.filter((one) => one.waiting + one.left > 0).map(({ group }) => group);
  const heads: ConversationLive[] = [];
  while (filled.length > 0) {
    const told = await Promise.all(
      filled.splice(0, ASKED_AT_ONCE).map((group) =>
        gateway.bus.query(workspace, "group.live", { group, heads: LINE_HEADS })
      ),
    );
    for (const reply of told) {
      if (reply.ok) heads.push(...reply.answer.heads);
      else if (reply.error.code !== "not_found") return reply;
    }
  }
  return done(heads);
}
