import type {
  Bot,
  ChannelRule,
  ClosingTopic,
  Configuration,
  Route,
} from "../wire/configuration.ts";
import type { FieldFault } from "../wire/refusals.ts";
import { CLASS_COUNT } from "../wire/states.ts";
import { type Note, noteIn, uniqueIds } from "./findings.ts";
import { checkHours } from "./hours.ts";
import { chainFaults } from "./overflow_chain.ts";
import { askedSets, REQUIREMENT_SETS_MAX, setName } from "./requirement_sets.ts";

/** What leaves every part of a document where it is looked for. */
const HARMLESS: ReadonlySet<FieldFault["rule"]> = new Set([
  "range",
  "pattern",
  "unknown",
  "reference",
]);

/**
 * What else is wrong with a document whose shape has these faults, all of them, as far as it can be
 * read: so nobody mends the same document twice.
 */
export function faultsBehind(
  shape: readonly FieldFault[],
  document: unknown,
  faultsIn = faultsOf,
): FieldFault[] {
  if (!shape.every(({ rule }) => HARMLESS.has(rule))) return [];
  const known = new Set(shape.map(({ path }) => path));
  return faultsIn(document as Configuration).filter(({ path }) => !known.has(path));
}

/** For what a draft is refused: beside those, what documents in force may have from before. */
export const faultsOfDraft = (configuration: Configuration): FieldFault[] => [
  ...faultsOf(configuration),
  ...chainFaults(configuration),
];

/**
 * What the parts of a sound document say of each other. Pure, so that the engine refuses by the
 * same rules by which a door checks a draft.
 */
export function faultsOf(configuration: Configuration): FieldFault[] {
  const findings: FieldFault[] = [];
  const note = noteIn(findings);
  checkReferences(configuration, note);
  checkHours(configuration, note);
  checkClocks(configuration, note);
  checkIndex(configuration, note);
  checkSets(configuration, note);
  return findings;
}

function checkReferences(configuration: Configuration, note: Note): void {
  const { shops, groups, routes, clocks, closingTopics, rating } = configuration;
  const shopIds = uniqueIds(shops, "shops", note);
  const groupIds = uniqueIds(groups, "groups", note);
  uniqueIds(routes, "routes", note);
  uniqueIds(clocks, "clocks", note);
  uniqueIds(rating.reasons, "rating.reasons", note);
  uniqueIds(flat(closingTopics), "closingTopics", note);
  const mustBeGroup = (id: string, path: string) => {
    if (!groupIds.has(id)) note(path, "reference", "unknownGroup");
  };
  const mustBeShop = (id: string, path: string) => {
    if (!shopIds.has(id)) note(path, "reference", "unknownShop");
  };
  shops.forEach(({ timeZone }, at) => {
    if (!isTimeZone(timeZone)) note(`shops.${at}.timeZone`, "reference", "unknownTimeZone");
  });
  groups.forEach(({ id, overflow }, at) =>
    overflow.forEach(({ to }, step) => {
      mustBeGroup(to, `groups.${at}.overflow.${step}.to`);
      if (to === id) note(`groups.${at}.overflow.${step}.to`, "state", "overflowToItself");
    })
  );
  routes.forEach(({ shop, group, topics }, at) => {
    mustBeShop(shop, `routes.${at}.shop`);
    mustBeGroup(group, `routes.${at}.group`);
    uniqueIds(topics, `routes.${at}.topics`, note);
    topics.forEach((topic, nth) => mustBeGroup(topic.group, `routes.${at}.topics.${nth}.group`));
  });
  const scheduleIds = uniqueIds(configuration.schedules ?? [], "schedules", note);
  configuration.schedules?.forEach(({ timeZone }, at) => {
    if (!isTimeZone(timeZone)) note(`schedules.${at}.timeZone`, "reference", "unknownTimeZone");
  });
  const mustBeSchedule = (id: string | undefined, path: string) => {
    if (id !== undefined && !scheduleIds.has(id)) note(path, "reference", "unknownSchedule");
  };
  groups.forEach(({ schedule }, at) => mustBeSchedule(schedule, `groups.${at}.schedule`));
  routes.forEach(({ schedule }, at) => mustBeSchedule(schedule, `routes.${at}.schedule`));
  checkOverTime(configuration, note);
  const botIds = checkBots(configuration.bots ?? [], note);
  routes.forEach(({ bot }, at) => {
    if (bot !== undefined && !botIds.has(bot)) note(`routes.${at}.bot`, "reference", "unknownBot");
  });
  const lookIds = uniqueIds(configuration.looks ?? [], "looks", note);
  routes.forEach(({ look }, at) => {
    if (typeof look !== "string" || lookIds.has(look)) return;
    note(`routes.${at}.look`, "reference", "unknownLook");
  });
  checkBranches(routes, note);
  checkChannels(configuration.channels ?? [], note);
  clocks.forEach((clock, at) => {
    clock.shops?.forEach((id, nth) => mustBeShop(id, `clocks.${at}.shops.${nth}`));
    clock.groups?.forEach((id, nth) => mustBeGroup(id, `clocks.${at}.groups.${nth}`));
  });
}

/** Where an entrance hands on to, and by what. */
function checkBranches(routes: readonly Route[], note: Note): void {
  const routeIds = new Set(routes.map(({ id }) => id));
  routes.forEach(({ id, topics, branches }, at) =>
    branches?.forEach(({ when, to }, nth) => {
      const path = `routes.${at}.branches.${nth}`;
      if (!routeIds.has(to)) note(`${path}.to`, "reference", "unknownRoute");
      if (to === id) note(`${path}.to`, "state", "routeToItself");
      if (Object.keys(when).length === 0) note(`${path}.when`, "required", "conditionEmpty");
      when.topics?.forEach((topic, which) => {
        if (topics.some((one) => one.id === topic)) return;
        note(`${path}.when.topics.${which}`, "reference", "unknownTopic");
      });
    })
  );
}

/** A channel has one line in the table. */
function checkChannels(channels: readonly ChannelRule[], note: Note): void {
  channels.forEach(({ channel }, at) => {
    const first = channels.findIndex((one) => one.channel === channel);
    if (first < at) note(`channels.${at}.channel`, "state", "duplicateId");
  });
}

/** What changes with time or load changes one way only. */
function checkOverTime({ groups, routes }: Configuration, note: Note): void {
  routes.forEach(({ relax = [] }, at) =>
    relax.forEach(({ afterMs }, step) => {
      const before = relax[step - 1]?.afterMs ?? -1;
      if (afterMs <= before) {
        note(`routes.${at}.relax.${step}.afterMs`, "range", "relaxNotRising", before);
      }
    })
  );
  groups.forEach(({ overflow }, at) =>
    overflow.forEach(({ threshold, resumeBelow }, step) => {
      if (threshold === undefined || resumeBelow === undefined || resumeBelow <= threshold) return;
      const path = `groups.${at}.overflow.${step}.resumeBelow`;
      note(path, "range", "resumeAboveThreshold", threshold);
    })
  );
}

function checkBots(bots: readonly Bot[], note: Note): Set<string> {
  bots.forEach(({ knowledge = [], keywords = [] }, at) => {
    uniqueIds(knowledge, `bots.${at}.knowledge`, note);
    uniqueIds(keywords, `bots.${at}.keywords`, note);
  });
  return uniqueIds(bots, "bots", note);
}

/** A clock cannot be breached before it warns, nor do what its kind does not know. */
function checkClocks({ clocks }: Configuration, note: Note): void {
  clocks.forEach((clock, at) => {
    const { kind, warnMs, breachMs, reclaimMs, closeAfterMs } = clock;
    if (warnMs !== undefined && breachMs !== undefined && warnMs > breachMs) {
      note(`clocks.${at}.breachMs`, "range", "warnAfterBreach", warnMs);
    }
    if (reclaimMs !== undefined && kind !== "agentSilent") {
      note(`clocks.${at}.reclaimMs`, "state", "reclaimNeedsAgentSilent");
    }
    if (closeAfterMs === undefined) return;
    if (kind !== "visitorSilent") {
      note(`clocks.${at}.closeAfterMs`, "state", "closeNeedsVisitorSilent");
    }
    if (breachMs === undefined) note(`clocks.${at}.breachMs`, "required", "closeNeedsNotice");
  });
}

/** Class 0 comes first: bases do not rise with the class number, waiting never counts against. */
function checkIndex({ index: { base, slope } }: Configuration, note: Note): void {
  for (let at = 0; at < CLASS_COUNT; at++) {
    if (at > 0 && base[at] > base[at - 1]) note(`index.base.${at}`, "range", "baseRises");
    if (slope[at] < 0) note(`index.slope.${at}`, "range", "slopeNegative", 0);
  }
}

/** Whatever the shops: those count only while agents serve certain shops alone. */
function checkSets(configuration: Configuration, note: Note): void {
  const sets = new Set<string>();
  for (const asked of askedSets(configuration)) {
    sets.add(setName({ ...asked, shop: "" }));
    if (sets.size <= REQUIREMENT_SETS_MAX) continue;
    return note(asked.path, "length", "tooManySets", REQUIREMENT_SETS_MAX);
  }
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
