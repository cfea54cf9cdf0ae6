/** When a process of ours counts as started. */

/** A partition is taken over within four seconds, and read anew within some more. */
const OTHERS_MS_MAX = 20_000;

type Says = { parts?: Record<string, { ok: boolean }> };

/**
 * Ready by its own word. A gateway that only lacks companies serves all the others: after a while it
 * counts as started, for ending it would take these along and bring those no sooner.
 */
export async function isReady(ownPort: number, waitedMs: number): Promise<boolean> {
  const url = `http://127.0.0.1:${ownPort}/readyz`;
  const answer = await fetch(url).catch(() => undefined);
  if (answer === undefined || answer.ok || waitedMs < OTHERS_MS_MAX) {
    await answer?.body?.cancel();
    return answer?.ok ?? false;
  }
  const { parts }: Says = await answer.json().catch(() => ({})); // an engine says it in words
  const lacking = Object.entries(parts ?? {}).filter(([, { ok }]) => !ok);
  return lacking.length > 0 && lacking.every(([name]) => /^(other )?workspaces?\b/.test(name));
}
