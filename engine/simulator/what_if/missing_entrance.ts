import type { Configuration } from "../../contract/wire/configuration.ts";
import type { RecordedDay } from "./recorded_day.ts";

/** Whether somebody came by a route or topic, or stood in a group, that the draft does not have. */
export function missingEntrance({ visits }: RecordedDay, draft: Configuration): boolean {
  const routes = new Map(draft.routes.map((route) => [route.id, route]));
  const groups = new Set(draft.groups.map(({ id }) => id));
  return visits.some(({ route, topic, group }) => {
    const known = routes.get(route);
    if (known === undefined || !groups.has(group)) return true;
    return topic !== undefined && !known.topics.some(({ id }) => id === topic);
  });
}
