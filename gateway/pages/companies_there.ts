import type { Gateway } from "../context.ts";

/** No conversation has this id: the smallest question that only a partition's owner answers. */
const NOBODY = "readiness";

/** True unless nobody has the company now; whatever else is said, its owner said it. */
export async function companyAnswers(gateway: Gateway, workspace: string): Promise<boolean> {
  try {
    const ask = { conversation: NOBODY };
    const reply = await gateway.bus.query(workspace, "conversation.get", ask);
    return reply.ok || reply.error.code !== "unavailable";
  } catch {
    return false; // the way to the engine is closed, as good as no answer
  }
}

/**
 * Which companies answer. A partition that changes its owner, or is still being read, takes its
 * companies along and leaves the others as they are, so each is asked. A question that is under way
 * is not asked again: there is at most one for each company, however often readiness is asked for.
 */
export function companiesThere(gateway: Gateway): (withinMs: number) => Promise<string[]> {
  const asking = new Map<string, Promise<boolean>>();

  function asked(workspace: string): Promise<boolean> {
    const found = asking.get(workspace) ??
      companyAnswers(gateway, workspace).finally(() => asking.delete(workspace));
    asking.set(workspace, found);
    return found;
  }

  return async (withinMs) => {
    const stopped = new Set(gateway.stopped?.() ?? []);
    const wanted = gateway.settings.workspaces.map(({ id }) => id).filter((id) => !stopped.has(id));
    const there = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => timer = setTimeout(resolve, withinMs));
    const all = wanted.map(async (id) => {
      if (await asked(id)) there.add(id);
    });
    await Promise.race([Promise.all(all), late]);
    clearTimeout(timer);
    return wanted.filter((id) => !there.has(id));
  };
}
