import { signal } from "@preact/signals";
import type { ComponentType } from "preact";

/** A part that could not be fetched is tried again so often, at this distance. */
const TRIES_MAX = 20;
const TRY_AGAIN_MS = 3_000;

export interface Later<P> {
  Part: ComponentType<P>;
  fetchIt(): void;
}

/** A part of the panel that is fetched once the first face can be used; until then an empty room
 * of the same shape. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const loaded = signal<ComponentType<P>>();
  let tries = 0;
  const attempt = () => {
    if (tries++ >= TRIES_MAX) return;
    load().then((part) => loaded.value = part, () => setTimeout(attempt, TRY_AGAIN_MS));
  };
  return {
    Part: (props) => {
      const Loaded = loaded.value;
      return Loaded ? <Loaded {...props} /> : <div class="grow" aria-busy="true" />;
    },
    fetchIt: () => {
      if (tries === 0) attempt();
    },
  };
}
