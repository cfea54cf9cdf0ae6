import { localTime, within } from "../../engine/contract/local_time.ts";
import type {
  Configuration,
  Route,
  RouteCondition,
} from "../../engine/contract/wire/configuration.ts";

/**
 * An entrance may hand on to another route by what the door knows of the visitor: the first of its
 * branches whose every part holds. One step only, so that no document can send anybody in circles.
 */
export interface Arrival {
  topic?: string;
  /** Address of the page, as the widget says it. */
  page?: string;
  /** The channel's tag; absent = that of the page's address. */
  tag?: string;
  attributes?: Record<string, string>;
  /** Asked only when a branch wants to know. */
  returning(): Promise<boolean>;
  at: number;
}

export async function chooseRoute(
  configuration: Configuration,
  entrance: Route,
  arrival: Arrival,
): Promise<Route> {
  const zone = configuration.shops.find(({ id }) => id === entrance.shop)?.timeZone ?? "UTC";
  for (const { when, to } of entrance.branches ?? []) {
    const target = configuration.routes.find(({ id }) => id === to);
    if (target !== undefined && await holds(when, arrival, zone)) return target;
  }
  return entrance;
}

async function holds(when: RouteCondition, arrival: Arrival, zone: string): Promise<boolean> {
  const { topics, tags, pages, attributes, hours, visitor } = when;
  if (topics && !topics.includes(arrival.topic ?? "")) return false;
  if (tags && !tags.includes(tagOf(arrival) ?? "")) return false;
  if (pages && !pages.some((page) => arrival.page?.includes(page))) return false;
  if (attributes && !matches(attributes, arrival.attributes ?? {})) return false;
  if (hours && !open(hours, zone, arrival.at)) return false;
  return visitor === undefined || await arrival.returning() === (visitor === "returning");
}

/** Names of the address's own tags, the first one counts. */
const TAG_NAMES = ["tag", "utm_campaign", "utm_source"];

function tagOf({ tag, page }: Arrival): string | undefined {
  if (tag !== undefined) return tag;
  const asked = page === undefined ? undefined : URL.parse(page)?.searchParams;
  return TAG_NAMES.map((name) => asked?.get(name)).find((found) => found != null) ?? undefined;
}

const matches = (wanted: Record<string, string[]>, has: Record<string, string>): boolean =>
  Object.entries(wanted).every(([name, values]) =>
    Object.hasOwn(has, name) && values.includes(has[name])
  );

const WEEK_DAYS = 7;
/** 1970-01-01 was a Thursday. */
const FIRST_WEEKDAY = 4;

function open(
  { days, fromMinute, toMinute }: NonNullable<RouteCondition["hours"]>,
  zone: string,
  at: number,
): boolean {
  const { day, minute } = localTime(zone, at);
  const weekday = (day + FIRST_WEEKDAY) % WEEK_DAYS;
  return (days === undefined || days.includes(weekday)) && within(minute, fromMinute, toMinute);
}
