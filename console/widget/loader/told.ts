import type { FromLoader } from "./bridge.ts";

/**
 * What a shop's page told of its visitor, for a frame that is loaded later. A page that is never
 * loaded again tells the same kinds for hours: of each only the newest is kept.
 */
export const withNewest = (told: readonly FromLoader[], message: FromLoader): FromLoader[] => [
  ...told.filter(({ tidegate }) => tidegate !== message.tidegate),
  message,
];
