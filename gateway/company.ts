import type { Bus } from "../engine/contract/ports/bus.ts";
import type { Configuration } from "../engine/contract/wire/configuration.ts";
import type { AgentSummary, GroupSummary } from "../engine/contract/wire/queries.ts";
import { type Profiles, withProfile } from "./desk/profiles/profiles.ts";
import type { GatewayClock } from "./options.ts";

/** A workspace as the engine shows it now: roster, groups, and the document in force. */
export interface Company {
  workspace: string;
  seq: number;
  version: number;
  hash: string;
  configuration?: Configuration;
  /** As visitors and colleagues see them: with nickname and picture. */
  agents: Map<string, AgentSummary>;
  /** As the roster has them. */
  roster: AgentSummary[];
  groups: GroupSummary[];
  /** Conversations on each desk that has any, parked ones too. */
  desks: Map<string, number>;
  readAt: number;
}

/** Reads companies at most once per `maxAgeMs`, however many ask. */
export interface Companies {
  get(workspace: string, maxAgeMs?: number): Promise<Company | undefined>;
  /** The last one read, for work that may not wait. */
  known(workspace: string): Company | undefined;
  /** The workspace of this gateway that has such a route. */
  ofRoute(route: string): Promise<Company | undefined>;
  /** What was read is stale: a publish or a roster change arrived. */
  expire(workspace: string): void;
}

const COMPANY_AGE_MS = 1_000;

export function createCompanies(
  bus: Bus,
  clock: GatewayClock,
  profiles: Profiles,
  workspaces: readonly string[],
): Companies {
  const known = new Map<string, Company>();
  const reading = new Map<string, Promise<Company | undefined>>();

  async function read(workspace: string): Promise<Company | undefined> {
    const reply = await bus.query(workspace, "workspace.live", {});
    if (!reply.ok) return undefined;
    const live = reply.answer;
    const before = known.get(workspace);
    const company: Company = {
      workspace,
      seq: live.seq,
      version: live.version,
      hash: live.hash,
      configuration: before?.hash === live.hash ? before.configuration : await load(live.hash),
      agents: new Map(live.agents.map((one) => [
        one.agent,
        withProfile(one, profiles.of(workspace, one.agent)),
      ])),
      roster: live.agents,
      groups: live.groups,
      desks: new Map(
        live.desks?.map(({ agent, conversations }) => [agent, conversations]) ??
          live.agents.map(({ agent, windows }) => [agent, windows]),
      ),
      readAt: clock.monotonic(),
    };
    known.set(workspace, company);
    return company;
  }

  async function load(hash: string): Promise<Configuration | undefined> {
    const bytes = hash === "" ? undefined : await bus.getDocument(hash);
    return bytes && JSON.parse(new TextDecoder().decode(bytes)) as Configuration;
  }

  const get: Companies["get"] = (workspace, maxAgeMs = COMPANY_AGE_MS) => {
    const found = known.get(workspace);
    if (found && clock.monotonic() - found.readAt <= maxAgeMs) return Promise.resolve(found);
    let underway = reading.get(workspace);
    if (!underway) {
      underway = read(workspace).finally(() => reading.delete(workspace));
      reading.set(workspace, underway);
    }
    return underway;
  };

  return {
    get,
    known: (workspace) => known.get(workspace),
    async ofRoute(route) {
      for (const workspace of workspaces) {
        const company = await get(workspace);
        if (company?.configuration?.routes.some((one) => one.id === route)) return company;
      }
      return undefined;
    },
    expire(workspace) {
      const found = known.get(workspace);
      if (found) found.readAt = -Infinity;
    },
  };
}
