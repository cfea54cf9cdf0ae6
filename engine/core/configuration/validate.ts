import type { ClosingTopic, Configuration } from "../../contract/wire/configuration.ts";
import type { FieldFault } from "../../contract/wire/refusals.ts";
import { CLASS_COUNT } from "../../contract/wire/states.ts";
import { configurationShape } from "./schema.ts";
import { fault } from "./shape.ts";

export type Validated =
  | { ok: true; configuration: Configuration }
  | { ok: false; faults: FieldFault[] };

/** The whole document or nothing: every fault with the path to the field. */
export function validateConfiguration(document: unknown): Validated {
  const faults: FieldFault[] = [];
  configurationShape(document, "", faults);
  if (faults.length === 0) checkReferences(document as Configuration, faults);
  return faults.length === 0
    ? { ok: true, configuration: document as Configuration }
    : { ok: false, faults };
}

function checkReferences(configuration: Configuration, faults: FieldFault[]): void {
  const { shops, groups, routes, clocks, closingTopics, rating } = configuration;
  const shopIds = unique(shops, "shops", faults);
  const groupIds = unique(groups, "groups", faults);
  unique(routes, "routes", faults);
  unique(clocks, "clocks", faults);
  unique(rating.reasons, "rating.reasons", faults);
  unique(flat(closingTopics), "closingTopics", faults);
  const mustBe = (ids: Set<string>, id: string, path: string) => {
    if (!ids.has(id)) fault(faults, path, "reference");
  };
  shops.forEach(({ timeZone }, at) => {
    if (!isTimeZone(timeZone)) fault(faults, `shops.${at}.timeZone`, "reference");
  });
  groups.forEach(({ id, overflow }, at) =>
    overflow.forEach(({ to }, step) => {
      mustBe(groupIds, to, `groups.${at}.overflow.${step}.to`);
      if (to === id) fault(faults, `groups.${at}.overflow.${step}.to`, "state");
    })
  );
  routes.forEach(({ shop, group, topics }, at) => {
    mustBe(shopIds, shop, `routes.${at}.shop`);
    mustBe(groupIds, group, `routes.${at}.group`);
    unique(topics, `routes.${at}.topics`, faults);
    topics.forEach((topic, nth) =>
      mustBe(groupIds, topic.group, `routes.${at}.topics.${nth}.group`)
    );
  });
  clocks.forEach((clock, at) => {
    clock.shops?.forEach((id, nth) => mustBe(shopIds, id, `clocks.${at}.shops.${nth}`));
    clock.groups?.forEach((id, nth) => mustBe(groupIds, id, `clocks.${at}.groups.${nth}`));
  });
  checkClocks(configuration, faults);
  checkIndex(configuration, faults);
}

/** A clock cannot be breached before it warns, nor do what its kind does not know. */
function checkClocks({ clocks }: Configuration, faults: FieldFault[]): void {
  clocks.forEach((clock, at) => {
    const { kind, warnMs, breachMs, reclaimMs, closeAfterMs } = clock;
    if (warnMs !== undefined && breachMs !== undefined && warnMs > breachMs) {
      fault(faults, `clocks.${at}.breachMs`, "range", warnMs);
    }
    if (reclaimMs !== undefined && kind !== "agentSilent") {
      fault(faults, `clocks.${at}.reclaimMs`, "state");
    }
    if (closeAfterMs === undefined) return;
    if (kind !== "visitorSilent") fault(faults, `clocks.${at}.closeAfterMs`, "state");
    if (breachMs === undefined) fault(faults, `clocks.${at}.breachMs`, "required");
  });
}

/** Class 0 comes first: bases do not rise with the class number, waiting never counts against. */
function checkIndex({ index: { base, slope } }: Configuration, faults: FieldFault[]): void {
  for (let at = 0; at < CLASS_COUNT; at++) {
    if (at > 0 && base[at] > base[at - 1]) fault(faults, `index.base.${at}`, "range");
    if (slope[at] < 0) fault(faults, `index.slope.${at}`, "range", 0);
  }
}

function unique(list: readonly { id: string }[], path: string, faults: FieldFault[]): Set<string> {
  const ids = new Set<string>();
  list.forEach(({ id }, at) => {
    if (ids.has(id)) fault(faults, `${path}.${at}.id`, "state");
    ids.add(id);
  });
  return ids;
}

const flat = (topics: readonly ClosingTopic[]): ClosingTopic[] =>
  topics.flatMap((topic) => [topic, ...flat(topic.children ?? [])]);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
