import { computed, signal } from "@preact/signals";
import type { WorkTarget } from "../../../engine/contract/wire/commands.ts";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import type { Presence } from "../../../engine/contract/wire/states.ts";
import { api } from "../wire/api.ts";
import { announce } from "./announcements.ts";
import { own, self } from "./conversations.ts";
import { attempt } from "./faults.ts";
import { words } from "./preferences.ts";
import { selfId } from "./session.ts";

/** My conversations that go on: what has to go somewhere before I leave. */
export const openWork = computed(() =>
  [...own.value.values()].filter((one) => one.state === "assigned" && one.agent === selfId())
);

/** Which way out is being asked about, while open work has to go somewhere. */
export const leaving = signal<"offline" | "signOut" | undefined>(undefined);

/** Going offline with open work asks first. */
export function wishPresence(presence: Presence): void {
  if (presence === self.value?.presence) return;
  if (presence === "offline" && openWork.value.length > 0) leaving.value = "offline";
  else void changePresence(presence);
}

/** My presence was set by somebody else, or in another window; until it is read. */
export const presenceSetTo = signal<Presence | undefined>(undefined);

/** How long after its answer a choice made here waits for the desk to show it, in ms. */
const SHOWN_WITHIN_MS = 3_000;

/**
 * What I chose here and the desk has not shown yet: what it says meanwhile may be older than the
 * choice, so it is held back and counts once the time is over.
 */
interface Choice {
  presence: Presence;
  held?: AgentSummary;
}

let chosen: Choice | undefined;

/** Shown at once, and taken back when the desk says no; true when it worked. */
export async function changePresence(presence: Presence, work?: WorkTarget): Promise<boolean> {
  const before = self.value;
  const choice: Choice = chosen = { presence };
  if (before) self.value = { ...before, presence };
  presenceSetTo.value = undefined;
  const worked = await attempt(api.presence({ presence, ...(work && { work }) }));
  if (chosen !== choice) return worked;
  if (worked) setTimeout(() => settle(choice), SHOWN_WITHIN_MS);
  else {
    chosen = undefined;
    self.value = choice.held ?? before;
  }
  return worked;
}

function settle(choice: Choice): void {
  if (chosen !== choice) return;
  chosen = undefined;
  if (choice.held) takeSelf(choice.held);
}

/** The desk's word on me that may be older than what I chose here; true when it waits for that. */
function waits(next: AgentSummary): boolean {
  if (chosen === undefined) return false;
  if (next.presence === chosen.presence) {
    chosen = undefined;
    return false;
  }
  chosen.held = next;
  self.value = { ...next, presence: chosen.presence };
  return true;
}

/** What a new connection says of me: nothing to tell, for I was not there. */
export function takeReady(next: AgentSummary): void {
  if (!waits(next)) self.value = next;
}

/** What the desk says of me; a presence that I did not choose here is told. */
export function takeSelf(next: AgentSummary): void {
  if (waits(next)) return;
  const before = self.value;
  self.value = next;
  if (before === undefined || before.presence === next.presence) return;
  presenceSetTo.value = next.presence;
  const presence = words.say(`presence.${next.presence}`);
  announce("presence", () => words.say("presence.forced", { presence }));
}
