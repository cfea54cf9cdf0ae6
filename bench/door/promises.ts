import type { Figure } from "../figures.ts";
import type { Verified } from "../verified.ts";

/** What the promises found, under the names that campaigns use; lost, doubled, over capacity. */
const PROMISED = [["lost", "P1"], ["double_assigned", "P2"], ["over_capacity", "P3"]] as const;

export const promisesOf = (profile: string, { judged }: Verified): Figure[] =>
  PROMISED.map(([name, promise]) => ({
    name: `${profile}.${name}`,
    value: judged[promise]?.broken ?? NaN,
    unit: "",
    note: `${judged[promise]?.judged ?? 0} judged`,
  }));
