import type { Scope } from "../../../engine/contract/wire/http_api_keys.ts";

/**
 * What a key reaches, in one table; what is not in it no key reaches: accounts, keys, the audit, sessions,
 * tickets of sockets, everything done in an agent's name, and erasing. What it writes in a conversation
 * is the visitor's word.
 */
const REACH: [methods: string, path: RegExp, scope: Scope][] = [
  ["GET", /^conversations(?:\/[^/]+(?:\/(?:entries|explain))?)?$/, "conversations:read"],
  ["POST", /^conversations(?:\/[^/]+\/(?:messages|delivery))?$/, "conversations:write"],
  ["POST", /^visitors\/[^/]+\/block$/, "visitors:write"],
  ["GET", /^visitors(?:\/|$)/, "visitors:read"],
  ["GET", /^reports\//, "reports:read"],
  ["GET", /^(?:roster|colleagues)$/, "roster:read"],
  ["PUT DELETE", /^(?:roster|agents)\/[^/]+$/, "roster:write"],
  ["GET", /^(?:configuration|config(?:\/.*)?|adjustments|clocks\/rates)$/, "config:read"],
  ["POST PUT DELETE", /^(?:configuration|config\/.+)$/, "config:write"],
  ["POST DELETE", /^adjustments(?:\/[^/]+)?$/, "adjustments:write"],
];

const PREFIX = "/api/v1/";

/** The scope that a request needs; undefined when no key may make it. */
export function scopeFor(method: string, path: string): Scope | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const place = path.slice(PREFIX.length);
  const asked = method === "HEAD" ? "GET" : method;
  return REACH.find(([methods, pattern]) =>
    methods.split(" ").includes(asked) && pattern.test(place)
  )?.[2];
}
