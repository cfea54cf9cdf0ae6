/**
 * What a company leaves out for a while when the day asks more than was planned for: previews of
 * what is being typed, live read marks, and lists that follow every change. Messages, alerts and
 * assignments are never among it. Everybody at a desk is told, so that nobody waits for what does
 * not come.
 */
import type { LightPart } from "../../engine/contract/wire/desk.ts";
import type { Gateway } from "../context.ts";
import { type AgentSession, sendTo } from "./session.ts";

export const isLightened = (gateway: Gateway, workspace: string, part: LightPart): boolean =>
  gateway.companySettings.of(workspace).lightened?.includes(part) ?? false;

/** Lists that are left behind are still brought up to date, a tenth as often. */
const LISTS_EVERY_MS = 10_000;

const listsAtOf = new WeakMap<Gateway, Map<string, number>>();

/** True when the lines of a company may be read and sent in this beat. */
export function listsAreDue(gateway: Gateway, workspace: string): boolean {
  let sentAt = listsAtOf.get(gateway);
  if (!sentAt) listsAtOf.set(gateway, sentAt = new Map());
  const now = gateway.clock.monotonic();
  const before = sentAt.get(workspace) ?? -Infinity;
  const waits = isLightened(gateway, workspace, "lists") && now - before < LISTS_EVERY_MS;
  if (waits && ![...gateway.hub.staffOf(workspace)].some((one) => one.saidWaiting === "")) {
    return false;
  }
  sentAt.set(workspace, now);
  return true;
}

const toldOf = new WeakMap<AgentSession, string>();

/** Tells each desk what is left out, when that changed and when the desk is new. */
export function beatLightened(gateway: Gateway): void {
  for (const session of gateway.hub.sessions()) {
    if (session.kind !== "agent" || session.state !== "live") continue;
    const parts = gateway.companySettings.of(session.workspace).lightened ?? [];
    const text = parts.join(" ");
    if ((toldOf.get(session) ?? "") === text) continue;
    if (sendTo(gateway, session, { type: "lightened", parts })) toldOf.set(session, text);
  }
}
