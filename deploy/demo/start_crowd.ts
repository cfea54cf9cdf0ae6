import type { Crowd } from "./crowd.ts";
import { DEMO_CONFIGURATION } from "./configuration.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "./people.ts";

/** The one who is left for the person at the screen. */
const YOURS = "lin";

/** Simulated people in a worker of their own; nothing at 0 a minute. */
export function startCrowd(base: string, perMinute: number): Worker | undefined {
  if (perMinute === 0) return undefined;
  const worker = new Worker(new URL("./crowd.ts", import.meta.url), { type: "module" });
  const routes = DEMO_CONFIGURATION.routes.map((route) => route.id);
  const topics = DEMO_CONFIGURATION.routes[0].topics.map((topic) => topic.id);
  const hosts = DEMO_PEOPLE.filter((person) => person.agent && person.role === "agent")
    .map((person) => person.account).filter((account) => account !== YOURS);
  const crowd: Crowd = { base, perMinute, routes, topics, hosts, password: DEMO_PASSWORD };
  worker.postMessage(crowd);
  return worker;
}
