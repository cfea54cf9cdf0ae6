/**
 * Whose inbox messages wait for room, and since when. The inbox of a partition is read in its
 * stream's order, so a company whose line takes nobody more (`busy` from the core) holds up all the
 * others. It may do so for a while, because a few people served make room; then its messages that
 * find none are refused into the batch, whence `redrive` gives them again, and the others go on. Only
 * a message of its own that is decided lets it hold the inbox anew.
 */
export interface InboxWaits {
  /** Monotonic ms until which nothing is read, or -Infinity. */
  heldUntil: number;
  /** Workspaces whose messages found no room, and the monotonic ms of the first. */
  since: Map<string, number>;
}

/** What the core has no room for now may have some when a few people were served. */
const HELD_MS = 500;
/** Longer than most lines take to serve a few, and a pause that the others' integrators bear. */
export const INBOX_WAIT_MAX_MS = 10_000;

export const createInboxWaits = (): InboxWaits => ({ heldUntil: -Infinity, since: new Map() });

/** A message of the workspace found no room: whether the inbox is held for it once more. */
export function holds(waits: InboxWaits, workspace: string, now: number): boolean {
  const since = waits.since.get(workspace) ?? now;
  waits.since.set(workspace, since);
  if (now - since >= INBOX_WAIT_MAX_MS) return false;
  waits.heldUntil = now + HELD_MS;
  return true;
}
