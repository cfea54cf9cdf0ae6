import type { Configuration, Words } from "../../../engine/contract/wire/configuration.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";

/** The lists of a document whose entries other places name. */
export type UsedList = "groups" | "routes" | "schedules" | "bots" | "looks" | "clocks";

/** A place that names an entry, and so keeps it: where it stands, and what the sentence needs. */
export type Use =
  | { kind: "group" | "route" | "clock"; path: string; name: Words }
  | { kind: "topic"; path: string; name: Words; topic: Words }
  | { kind: "overflow" | "branch"; path: string; name: Words; step: number }
  /** People of the roster, which is no part of the document. */
  | { kind: "members"; count: number }
  /** A document without any is refused. */
  | { kind: "only" };

/** Every place that would point at nothing if the entry went; empty = it may go. */
export function usesOf(
  document: Configuration,
  roster: readonly AgentRecord[],
  list: UsedList,
  id: string,
): Use[] {
  switch (list) {
    case "groups":
      return [
        ...groupUses(document, id),
        ...peopleOf(roster, "groups", id),
        ...only(document, list),
      ];
    case "routes":
      return [...routeUses(document, id), ...only(document, list)];
    case "schedules":
      return [
        ...naming("group", document.groups, ({ schedule }) => schedule === id),
        ...naming("route", document.routes, ({ schedule }) => schedule === id),
        ...peopleOf(roster, "schedules", id),
      ];
    case "bots":
      return naming("route", document.routes, ({ bot }) => bot === id);
    case "looks":
      return naming("route", document.routes, ({ look }) => look === id);
    case "clocks":
      return [];
  }
}

function groupUses({ groups, routes, clocks }: Configuration, id: string): Use[] {
  const uses: Use[] = [];
  routes.forEach(({ name, group, topics }, at) => {
    const path = `routes.${at}`;
    if (group === id) uses.push({ kind: "route", path, name });
    for (const topic of topics) {
      if (topic.group === id) uses.push({ kind: "topic", path, name, topic: topic.name });
    }
  });
  groups.forEach(({ name, overflow }, at) =>
    overflow.forEach(({ to }, nth) => {
      if (to !== id) return;
      uses.push({ kind: "overflow", path: `groups.${at}`, name, step: nth + 1 });
    })
  );
  clocks.forEach(({ name, groups }, at) => {
    if (groups?.includes(id)) uses.push({ kind: "clock", path: `clocks.${at}`, name });
  });
  return uses;
}

function routeUses({ routes }: Configuration, id: string): Use[] {
  return routes.flatMap(({ name, branches = [] }, at) =>
    branches.flatMap(({ to }, nth): Use[] =>
      to === id ? [{ kind: "branch", path: `routes.${at}`, name, step: nth + 1 }] : []
    )
  );
}

/** Groups or routes that name the entry in a field of their own. */
const naming = <One extends { name: Words }>(
  kind: "group" | "route",
  entries: readonly One[],
  names: (one: One) => boolean,
): Use[] =>
  entries.flatMap((one, at): Use[] =>
    names(one) ? [{ kind, path: `${kind}s.${at}`, name: one.name }] : []
  );

function peopleOf(
  roster: readonly AgentRecord[],
  list: "groups" | "schedules",
  id: string,
): Use[] {
  const count =
    roster.filter(({ memberships, schedule }) =>
      list === "groups" ? memberships.some(({ group }) => group === id) : schedule === id
    ).length;
  return count === 0 ? [] : [{ kind: "members", count }];
}

const only = (document: Configuration, list: "groups" | "routes"): Use[] =>
  document[list].length > 1 ? [] : [{ kind: "only" }];
