/**
 * What must survive a reload: the session's token and unsent messages. A browser may forbid a
 * framed page to store anything (or have no room left); then it is kept for this page only.
 */
const PREFIX = "tidegate.";
const memory = new Map<string, string>();

export function keep(name: string, value: string | undefined): void {
  if (value === undefined) memory.delete(PREFIX + name);
  else memory.set(PREFIX + name, value);
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // The copy in memory serves this page.
  }
}

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? memory.get(PREFIX + name);
  } catch {
    return memory.get(PREFIX + name);
  }
}

/** Names of kept values that begin with `start`. */
export function keptNames(start: string): string[] {
  const names = new Set(memory.keys());
  try {
    for (let i = 0; i < localStorage.length; i++) names.add(localStorage.key(i) ?? "");
  } catch {
    // As above.
  }
  return [...names].filter((name) => name.startsWith(PREFIX + start))
    .map((name) => name.slice(PREFIX.length));
}
