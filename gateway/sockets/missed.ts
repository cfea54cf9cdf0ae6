/**
 * Feeds are lossy: what the engine said while the way to it was cut came to nobody. A later entry of
 * the same conversation would show the gap and start a replay; the last one before a silence would
 * stay unseen. So everybody who is connected is brought up to date once the way is whole, staff
 * first, some at a time: each costs the engine a few questions, and a gateway may have thousands.
 */
import type { Gateway } from "../context.ts";
import { catchUpAgent } from "./agent_session.ts";
import type { Session } from "./session.ts";
import { catchUpVisitor } from "./visitor_session.ts";

/** Four times a second: 11,000 people within half a minute, 1,200 questions a second. */
const AT_ONCE_MAX = 100;

/** At most the gateway's sessions, which are bounded. */
const behindOf = new WeakMap<Gateway, Set<Session>>();

/** Everybody who is connected now may lack something. */
export function noteMissed(gateway: Gateway): void {
  const all = [...gateway.hub.sessions()];
  const staffFirst = [
    ...all.filter(({ kind }) => kind === "agent"),
    ...all.filter(({ kind }) => kind === "visitor"),
  ];
  behindOf.set(gateway, new Set(staffFirst));
}

/** A session that has begun or drained since reads everything anyway; one that left needs nothing. */
export async function beatMissed(gateway: Gateway): Promise<void> {
  const behind = behindOf.get(gateway);
  if (behind === undefined) return;
  const turn = [...behind].slice(0, AT_ONCE_MAX);
  if (behind.size === turn.length) behindOf.delete(gateway);
  for (const session of turn) behind.delete(session);
  await Promise.all(turn.map((session) => caughtUp(gateway, session)));
}

async function caughtUp(gateway: Gateway, session: Session): Promise<void> {
  if (session.state !== "live") return;
  if (session.kind === "visitor") await catchUpVisitor(gateway, session);
  else await catchUpAgent(gateway, session);
}
