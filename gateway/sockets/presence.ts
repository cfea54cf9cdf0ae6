import type { VisitorPresence } from "../../engine/contract/wire/states.ts";
import { send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { asAgent } from "../identity/sessions.ts";
import { randomId } from "../ids.ts";
import { askerOf } from "../visitor/own.ts";
import type { VisitorPrincipal } from "../visitor/token.ts";
import type { AgentSession, VisitorSession } from "./session.ts";

/**
 * What sockets tell the engine about people. A page that is closed comes back within seconds when
 * it was reloaded; a phone that hides the page freezes it and cuts its socket, and the visitor is
 * still waiting: so hidden is not gone for three minutes.
 */
const GONE_AFTER_MS = { here: 10_000, hidden: 180_000 } as const;
/** Visitors whose last socket closed lately. */
const LEAVING_MAX = 50_000;

interface Leaving {
  who: VisitorPrincipal;
  dueAt: number;
}

const leavingOf = new WeakMap<Gateway, Map<string, Leaving>>();

function leaving(gateway: Gateway): Map<string, Leaving> {
  let found = leavingOf.get(gateway);
  if (!found) leavingOf.set(gateway, found = new Map());
  return found;
}

const lives = new WeakMap<Gateway, string>();

/**
 * What the others know this process by. A gateway that was started again has its old name, but none
 * of the people who were entered then: under that name they would have a page for as long as it lives.
 */
function lifeOf(gateway: Gateway): string {
  let found = lives.get(gateway);
  if (!found) lives.set(gateway, found = `${gateway.name}.${randomId()}`);
  return found;
}

const nameOf = (who: VisitorPrincipal): string => `${who.workspace}\0${who.visitor}`;

/** Refusals are of no consequence: without a live conversation there is nothing to pass over. */
export function reportVisitor(
  gateway: Gateway,
  who: VisitorPrincipal,
  presence: VisitorPresence,
): void {
  gateway.bus.command({
    type: "visitor.presence",
    id: randomId("d"),
    level: 1,
    workspace: who.workspace,
    by: askerOf(who).by,
    visitor: who.visitor,
    presence,
    gateway: gateway.name,
  });
}

export function visitorCame(gateway: Gateway, session: VisitorSession, hasLive: boolean): void {
  leaving(gateway).delete(nameOf(session.who));
  void gateway.shared.enter(lifeOf(gateway), [nameOf(session.who)]);
  if (hasLive) reportVisitor(gateway, session.who, "here");
}

/** The least hidden of a visitor's pages counts. */
export function visitorTurned(gateway: Gateway, session: VisitorSession): void {
  const { workspace, visitor } = session.who;
  let presence: "here" | "hidden" = "hidden";
  for (const one of gateway.hub.ofVisitor(workspace, visitor)) {
    if (one.presence === "here") presence = "here";
  }
  if (session.audience.size > 0) reportVisitor(gateway, session.who, presence);
}

/** Called after the session left the hub. */
export function visitorLeft(gateway: Gateway, session: VisitorSession): void {
  const { workspace, visitor } = session.who;
  for (const _one of gateway.hub.ofVisitor(workspace, visitor)) return;
  void gateway.shared.leave(lifeOf(gateway), [nameOf(session.who)]);
  const all = leaving(gateway);
  if (all.size >= LEAVING_MAX) all.delete(all.keys().next().value!);
  const dueAt = gateway.clock.monotonic() + GONE_AFTER_MS[session.presence];
  all.set(nameOf(session.who), { who: session.who, dueAt });
}

/**
 * Reports those whose time is over and who have no page at another gateway; called every second.
 * While nobody can say whether they have one, they are not gone: what was last known stays. Nobody
 * can say so either after all was lost, until the others have entered their people again.
 */
export async function reportGone(gateway: Gateway): Promise<void> {
  const all = leaving(gateway);
  const now = gateway.clock.monotonic();
  const due = [...all].filter(([, one]) => one.dueAt <= now);
  if (due.length === 0) return;
  await beatAlive(gateway);
  if (now - (newSince.get(gateway) ?? now) < ENTERED_AGAIN_MS) return;
  for (const [name, one] of due) {
    const elsewhere = await gateway.shared.elsewhere(lifeOf(gateway), name);
    if (elsewhere === undefined) return;
    if (all.get(name) !== one) continue; // came back meanwhile
    all.delete(name);
    if (!elsewhere) reportVisitor(gateway, one.who, "gone");
  }
}

/** How long a gateway counts as living after it said so. */
const ALIVE_MS = 10_000;
const ENTER_AT_ONCE = 1_000;
/** Two beats of the slowest gateway: by then each has seen that all was lost. */
const ENTERED_AGAIN_MS = 4_000;
/** When a gateway last found that the others know nothing of it; monotonic. */
const newSince = new WeakMap<Gateway, number>();

/** Says that this gateway lives; when the others know nothing of it, everybody enters again. */
export async function beatAlive(gateway: Gateway): Promise<void> {
  if (await gateway.shared.alive(lifeOf(gateway), ALIVE_MS) !== "new") return;
  newSince.set(gateway, gateway.clock.monotonic());
  const people = new Set<string>();
  for (const session of gateway.hub.sessions()) {
    if (session.kind === "visitor") people.add(nameOf(session.who));
  }
  const all = [...people];
  for (let at = 0; at < all.length; at += ENTER_AT_ONCE) {
    await gateway.shared.enter(lifeOf(gateway), all.slice(at, at + ENTER_AT_ONCE));
  }
}

export async function agentCame(gateway: Gateway, session: AgentSession): Promise<void> {
  const { agent } = session.staff;
  if (agent === undefined) return;
  await send(gateway, asAgent(session.staff), randomId("d"), "agent.connect", {
    agent,
    session: session.id,
    gateway: gateway.name,
  });
}

export function agentLeft(gateway: Gateway, session: AgentSession): void {
  const { agent } = session.staff;
  if (agent === undefined) return;
  send(gateway, asAgent(session.staff), randomId("d"), "agent.disconnect", {
    agent,
    session: session.id,
    gateway: gateway.name,
  });
}
