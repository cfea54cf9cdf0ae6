import { type Channel, CHANNELS } from "../../../engine/contract/wire/states.ts";

/** The first channel that no row has yet; of a full table the first of all, which the check refuses. */
export const freeChannel = (rows: readonly { channel: Channel }[]): Channel =>
  CHANNELS.find((one) => !rows.some(({ channel }) => channel === one)) ?? CHANNELS[0];
