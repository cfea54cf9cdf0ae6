import { computed, signal } from "@preact/signals";
import type { DayFigures } from "../../../engine/contract/wire/day.ts";
import type { RateLive } from "../../../engine/contract/wire/queries.ts";
import { sharing } from "../model/same.ts";
import { isMember, serves, type WallGroup, wallOf } from "../model/wall.ts";
import { api } from "../wire/api.ts";
import type { Fault } from "../wire/http.ts";
import { company } from "./company.ts";
import { lookAtCompany } from "./company_alerts.ts";
import { colleagues, loadColleagues } from "./names.ts";
import { closeLine, loadLine } from "./wall_line.ts";

/** What the wall looks at: a shop or all, a group, one of its members. */
export const wallShop = signal<string | undefined>(undefined);
export const wallGroup = signal<string | undefined>(undefined);
export const wallAgent = signal<string | undefined>(undefined);

/** The day so far; what was last read stays while the records do not answer. */
export const day = signal<DayFigures | undefined>(undefined);

/** The day's clock rates. */
export const rates = signal<{ rates: readonly RateLive[]; fault?: Fault }>({ rates: [] });

/** Rows as they stood before, so that one whose numbers stay is left alone. */
let rowsBefore: readonly WallGroup[] = [];

export const wall = computed(() => {
  const view = wallOf({
    agents: colleagues.value.agents,
    groups: colleagues.value.groups,
    conversations: company.value.rows ?? [],
    shop: wallShop.value,
  });
  rowsBefore = sharing(rowsBefore, view.groups, ({ group }) => group);
  return { ...view, groups: rowsBefore };
});

/** Members of the chosen group, in the order of the roster. */
export const wallMembers = computed(() => {
  const group = wallGroup.value;
  return colleagues.value.agents.filter((one) =>
    serves(one, wallShop.value) && (group === undefined || isMember(one, group))
  );
});

/** Conversations of what is chosen, the most urgent first. */
export const wallConversations = computed(() => {
  const [shop, group, agent] = [wallShop.value, wallGroup.value, wallAgent.value];
  return (company.value.rows ?? []).filter((one) =>
    one.state !== "closed" &&
    (shop === undefined || one.shop === shop) &&
    (agent === undefined ? group === undefined || one.group === group : one.agent === agent)
  );
});

/**
 * How many wait behind those that are listed: of the chosen group, or of all where none is chosen.
 * Whoever looks at one member looks at no line.
 */
export const waitingUnlisted = computed(() => {
  const group = wallGroup.value;
  if (wallAgent.value !== undefined) return 0;
  const waiting = colleagues.value.groups.reduce(
    (sum, one) => group === undefined || one.group === group ? sum + one.waiting : sum,
    0,
  );
  const listed = (company.value.rows ?? []).filter((one) =>
    one.state === "waiting" && (group === undefined || one.group === group)
  );
  return company.value.rows && company.value.rest > 0 ? Math.max(0, waiting - listed.length) : 0;
});

/** Another member's conversations mean nothing in another group. */
export function chooseGroup(group: string | undefined): void {
  wallGroup.value = group;
  wallAgent.value = undefined;
  closeLine();
}

/** Loads and lines; a number changes at most so often. */
const COUNTS_MS = 1_000;
/** Every conversation of the company is more to ask for. */
const CONVERSATIONS_MS = 4_000;
const RATES_MS = 10_000;
const DAY_MS = 10_000;
const LINE_MS = 5_000;

/** The shop that was asked about last: an answer about another comes too late. */
async function loadDay(): Promise<void> {
  const shop = wallShop.value;
  const answer = await api.day(shop);
  if (answer.ok && shop === wallShop.value) day.value = answer.value;
}

/** Another shop's day is another day. */
export function chooseShop(shop: string | undefined): void {
  wallShop.value = shop;
  day.value = undefined;
  void loadDay();
}

async function loadRates(): Promise<void> {
  const answer = await api.clockRates();
  rates.value = answer.ok ? { rates: answer.value.rates } : { ...rates.value, fault: answer.fault };
}

/** Keeps the wall up to date while it is in front; nothing is asked for in a hidden tab. */
export function runWall(): () => void {
  const often = (ms: number, load: () => Promise<void>) => {
    let underway = false;
    const look = async () => {
      if (underway || document.hidden) return;
      underway = true;
      await load();
      underway = false;
    };
    void look();
    return setInterval(() => void look(), ms);
  };
  const timers = [
    often(COUNTS_MS, loadColleagues),
    often(CONVERSATIONS_MS, lookAtCompany),
    often(RATES_MS, loadRates),
    often(DAY_MS, loadDay),
    often(LINE_MS, loadLine),
  ];
  return () => timers.forEach((timer) => clearInterval(timer));
}
