import type { Configuration, Route } from "../wire/configuration.ts";
import type { Channel } from "../wire/states.ts";

/** What conversations of a document's routes ask of an agent, one set per line that they stand in. */
export interface AskedSet {
  path: string;
  requirements: string[];
  channel: Channel;
  shop: string;
}

/**
 * The kernel knows how well each agent meets each set, a byte each, and has room for so many: what
 * asks for more cannot be routed. Desks seen so far ask for some dozens.
 */
export const REQUIREMENT_SETS_MAX = 1_000;

/** Every route is open to them; other channels only where the route or the table names them. */
const BESIDES: readonly Channel[] = ["web", "api"];

export const channelsOf = ({ channels = [] }: Configuration, route: Route): Set<Channel> =>
  new Set([route.channel, ...BESIDES, ...channels.map(({ channel }) => channel)]);

export const requirementText = (requirements: { skill: string; level: number }[]): string[] =>
  requirements.map(({ skill, level }) => `${skill}:${level}`).sort();

export function* askedSets(configuration: Configuration): Generator<AskedSet> {
  for (const [at, route] of configuration.routes.entries()) {
    const { shop, relax = [] } = route;
    const asked = [
      { path: `routes.${at}.requirements`, requirements: route.requirements },
      ...relax.map(({ requirements }, step) => ({
        path: `routes.${at}.relax.${step}.requirements`,
        requirements,
      })),
    ];
    for (const channel of channelsOf(configuration, route)) {
      for (const { path, requirements } of asked) {
        yield { path, requirements: requirementText(requirements), channel, shop };
      }
    }
  }
}

/** Equal for what is one set to the kernel. */
export const setName = (
  { requirements, channel, shop }: {
    requirements: readonly string[];
    channel: string;
    shop: string;
  },
): string => `${channel}\n${shop}\n${requirements.join("\n")}`;
