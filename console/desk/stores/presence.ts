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

/** What I chose here and the desk has not shown yet, oldest first. */
interface Choice {
  presence: Presence;
}
let chosen: Choice[] = [];

/**
 * The newest that the desk said while choices of mine were on their way: it may be older than they
 * are, so it counts once their time is over.
 */
let held: AgentSummary | undefined;

/** The choice before is answered first: two at once could reach the desk in the other order. */
let answered: Promise<unknown> = Promise.resolve();

/** Shown at once, and taken back when the desk says no; true when it worked. */
export async function changePresence(presence: Presence, work?: WorkTarget): Promise<boolean> {
  const before = self.value;
  const choice: Choice = { presence };
  chosen.push(choice);
  if (before) self.value = { ...before, presence };
  presenceSetTo.value = undefined;
  const asked = answered.then(() => api.presence({ presence, ...(work && { work }) }));
  answered = asked;
  const worked = await attempt(asked);
  if (worked) setTimeout(() => settle(choice), SHOWN_WITHIN_MS);
  else takeBack(choice, before);
  return worked;
}

function takeBack(choice: Choice, before: AgentSummary | undefined): void {
  const newest = chosen.at(-1);
  chosen = chosen.filter((one) => one !== choice);
  if (newest !== choice) return;
  const known = held ?? before;
  const presence = chosen.at(-1)?.presence ?? known?.presence;
  if (known && presence) self.value = { ...known, presence };
  if (chosen.length === 0) held = undefined;
}

/** The desk had its time to show this choice, and with it all before. */
function settle(choice: Choice): void {
  if (!chosen.includes(choice)) return;
  chosen = chosen.slice(chosen.indexOf(choice) + 1);
  if (chosen.length > 0 || !held) return;
  const last = held;
  held = undefined;
  takeSelf(last);
}

/** The desk's word on me that may be older than what I chose here; true when it waits for that. */
function waits(next: AgentSummary): boolean {
  if (next.presence === chosen[0]?.presence) chosen.shift();
  held = chosen.length > 0 ? next : undefined;
  const newest = chosen.at(-1);
  if (newest) self.value = { ...next, presence: newest.presence };
  return newest !== undefined;
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
