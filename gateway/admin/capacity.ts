import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import { UNITS_PER_CONVERSATION } from "../../engine/contract/wire/states.ts";
import { type Outcome, refused } from "../answers.ts";
import type { Company } from "../company.ts";

/**
 * Capacity is counted in twentieths of a conversation, and who thinks of conversations writes 5 for
 * five of them. 0 is meant: nothing new. What lies between and the least that any conversation
 * weighs is never meant, for nothing would come, and nothing would say why.
 */
export function tooSmall(
  { configuration }: Company,
  capacityUnits: number | undefined,
): Outcome<never> | undefined {
  if (capacityUnits === undefined || capacityUnits === 0) return undefined;
  const limit = leastCost(configuration);
  if (capacityUnits >= limit) return undefined;
  return refused("invalid", { fields: [{ path: "capacityUnits", rule: "range", limit }] });
}

function leastCost(configuration: Configuration | undefined): number {
  const lines = [...configuration?.routes ?? [], ...configuration?.channels ?? []];
  const costs = lines.flatMap(({ costUnits }) => costUnits ? [costUnits] : []);
  return costs.length === 0 ? UNITS_PER_CONVERSATION : Math.min(...costs);
}
