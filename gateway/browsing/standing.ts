import type { Invitation } from "../../engine/contract/ports/browsing.ts";

/** How long an invitation stands on a page: long enough to be read, short enough to be meant. */
const STANDS_MS = 120_000;

export const standsAt = ({ at, answer }: Invitation, now: number): boolean =>
  answer === undefined && now - at < STANDS_MS;
