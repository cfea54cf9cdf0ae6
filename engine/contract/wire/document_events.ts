import type { Event } from "./events.ts";

/** Events whose configuration has to be at hand before they are applied. */
export const namesDocument = (
  event: Event,
): event is Event<"config.published"> | Event<"config.scheduled"> =>
  event.type === "config.published" || event.type === "config.scheduled";
