/**
 * What crashed is kept away from the actors (architecture §2).
 *
 * A command that made `decide` or `apply` throw would throw again on every retry, and each time
 * `apply` throws the whole partition reloads. So its key is held for ten minutes: the caller and
 * every repeat get `internal`. Three different keys of one workspace within 30 s mean that not the
 * command but the workspace's state is bad: the workspace is parked, the others go on.
 *
 * Parking lasts as long as this process owns the partition, and not beyond, on purpose. What threw
 * was code, and code changes by a restart with another build, which is how an operator mends it;
 * a park kept in the state would need a command to lift it, decided by the very code that threw.
 * A restart that mends nothing parks again after three crashes, each a dead letter and none of
 * them acknowledged; the journal keeps every `workspace.stopped` for the operator.
 */
export interface Quarantine {
  holds(key: string, now: number): boolean;
  /** Notes a crash. True when it parks the workspace. */
  crashed(key: string, workspace: string, now: number): boolean;
  parked(workspace: string): boolean;
  /** Every workspace that is parked. */
  stopped(): string[];
  size(): number;
}

export const HELD_MS = 600_000;
const WINDOW_MS = 30_000;
const CRASHES_TO_PARK = 3;
/** A workspace is parked after three, so this bounds 3,000 workspaces; then the oldest goes. */
const KEYS_MAX = 10_000;

export function createQuarantine(): Quarantine {
  const until = new Map<string, number>();
  const crashes = new Map<string, { key: string; at: number }[]>();
  const stopped = new Set<string>();

  function holds(key: string, now: number): boolean {
    const end = until.get(key);
    if (end === undefined) return false;
    if (end > now) return true;
    until.delete(key);
    return false;
  }

  function crashed(key: string, workspace: string, now: number): boolean {
    until.delete(key);
    until.set(key, now + HELD_MS);
    if (until.size > KEYS_MAX) until.delete(until.keys().next().value!);
    const recent = (crashes.get(workspace) ?? [])
      .filter((crash) => crash.key !== key && crash.at > now - WINDOW_MS);
    recent.push({ key, at: now });
    crashes.set(workspace, recent);
    if (crashes.size > KEYS_MAX) crashes.delete(crashes.keys().next().value!);
    if (recent.length < CRASHES_TO_PARK || stopped.has(workspace)) return false;
    stopped.add(workspace);
    return true;
  }

  return {
    holds,
    crashed,
    parked: (workspace) => stopped.has(workspace),
    stopped: () => [...stopped],
    size: () => until.size,
  };
}
