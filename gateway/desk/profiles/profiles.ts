import { type Database, DatabaseUnavailable } from "../../../engine/contract/ports/database.ts";
import type { Profile } from "../../../engine/contract/wire/desk.ts";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import { changedSince } from "./store.ts";

/**
 * Agents' profiles as this gateway last read them: messages and lists need names at once and may
 * not wait for the database. What another gateway changed is seen within two seconds.
 */
export interface Profiles {
  of(workspace: string, agent: string): Profile | undefined;
  /** Reads what changed since the last look; the workspaces it concerns. */
  refresh(): Promise<Set<string>>;
}

/**
 * Read again at every look: gateways have clocks of their own, and one that goes behind another
 * writes what stands before the place that was read to.
 */
const OVERLAP_MS = 10_000;

export function createProfiles(database: Database): Profiles {
  const known = new Map<string, Profile>();
  let readTo = 0;
  return {
    of: (workspace, agent) => known.get(`${workspace}\0${agent}`),
    async refresh() {
      const touched = new Set<string>();
      try {
        const changed = await changedSince(database, Math.max(0, readTo - OVERLAP_MS));
        for (const { workspace, profile, changedAt } of changed) {
          const name = `${workspace}\0${profile.agent}`;
          if (JSON.stringify(known.get(name)) === JSON.stringify(profile)) continue;
          known.set(name, profile);
          touched.add(workspace);
          readTo = Math.max(readTo, changedAt);
        }
      } catch (error) {
        if (!(error instanceof DatabaseUnavailable)) throw error;
      }
      return touched;
    },
  };
}

/** An agent as everybody sees it: with nickname and picture where they are chosen. */
export function withProfile(one: AgentSummary, profile: Profile | undefined): AgentSummary {
  if (!profile?.nickname && !profile?.picture) return one;
  const record = {
    ...one.record,
    ...(profile.nickname && { name: profile.nickname }),
    ...(profile.picture && { portrait: profile.picture }),
  };
  return { ...one, record };
}
