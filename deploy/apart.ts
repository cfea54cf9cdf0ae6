/**
 * Keeps apart what an operator may ask for: a rebuild swaps tables that an erasure writes anew, and
 * a restart starts the projectors that a rebuild has to have at rest. Nothing waits in line: the
 * operator who is refused knows what runs and asks again.
 */
export interface Apart {
  /** The same work; it rejects with `Busy` while other work of this kind is under way. */
  alone<Done>(name: string, work: () => Promise<Done>): () => Promise<Done>;
}

/** Refused, and nothing was done. */
export class Busy extends Error {
  override name = "Busy";
}

export function createApart(wall: () => number = Date.now): Apart {
  let running: { name: string; since: number } | undefined;
  return {
    alone: (name, work) => async () => {
      if (running !== undefined) {
        const since = new Date(running.since).toISOString();
        throw new Busy(
          `${running.name} runs since ${since}: ${name} has to wait. ` +
            `Ask again when ${running.name} is over.`,
        );
      }
      running = { name, since: wall() };
      try {
        return await work();
      } finally {
        running = undefined;
      }
    },
  };
}
