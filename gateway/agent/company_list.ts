import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import type { CompanyPage } from "../../engine/contract/wire/http.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Company } from "../company.ts";
import type { Gateway } from "../context.ts";
import type { Staff } from "../identity/sessions.ts";
import type { Language } from "../language.ts";
import { headsOf, viewsOf } from "./desk.ts";

/**
 * Everything live, for supervisors, page by page: every agent's desk in the order of their ids,
 * then the heads of the lines; each desk in the order of its conversations' ids. What changes hands
 * between two pages may be missing or come twice in that one reading, never longer.
 */
interface Place {
  agent: string;
  conversation: string;
}

/** Where the lines stand: after every id of an agent. */
const LINES = "~";

const placeOf = (after: string | undefined): Place => {
  const [agent = "", conversation = ""] = after?.split(".") ?? [];
  return { agent, conversation };
};

interface Asked {
  after?: string;
  limit: number;
}

export async function everything(
  gateway: Gateway,
  { workspace }: Staff,
  { after, limit }: Asked,
  language: Language,
): Promise<Outcome<CompanyPage>> {
  const company = await gateway.companies.get(workspace, 0);
  if (!company) return refused("unavailable");
  const begin = placeOf(after);
  const found = new Map<string, Place & { live: ConversationLive }>();
  let unread = 0;
  for (const agent of [...company.agents.keys(), LINES].sort()) {
    if (agent < begin.agent) continue;
    if (found.size > limit) {
      unread += company.agents.get(agent)?.windows ?? 0;
      continue;
    }
    const past = agent === begin.agent ? begin.conversation : "";
    for (const live of await standing(gateway, workspace, company, agent)) {
      const { conversation } = live;
      if (conversation > past && !found.has(conversation)) {
        found.set(conversation, { agent, conversation, live });
      }
    }
  }
  const page = [...found.values()].slice(0, limit);
  const last = page.at(-1);
  const conversations = await viewsOf(gateway, workspace, page.map(({ live }) => live), language);
  if (!last || found.size <= limit) return done({ conversations });
  const next = `${last.agent}.${last.conversation}`;
  return done({ conversations, next, rest: found.size - limit + unread });
}

async function standing(
  gateway: Gateway,
  workspace: string,
  company: Company,
  agent: string,
): Promise<ConversationLive[]> {
  const live = agent === LINES
    ? await headsOf(gateway, workspace, filled(company))
    : await ownOf(gateway, workspace, agent);
  return live.sort((one, other) => one.conversation < other.conversation ? -1 : 1);
}

const filled = (company: Company): string[] =>
  company.groups.filter((one) => one.waiting + one.left > 0).map(({ group }) => group);

/** Nothing of somebody who has left the roster meanwhile. */
async function ownOf(
  gateway: Gateway,
  workspace: string,
  agent: string,
): Promise<ConversationLive[]> {
  const reply = await gateway.bus.query(workspace, "agent.live", { agent });
  return reply.ok ? [...reply.answer.conversations] : [];
}
