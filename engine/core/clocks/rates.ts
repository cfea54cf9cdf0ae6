import type { RateLive } from "../../contract/wire/queries.ts";
import { SESSION_GAP_MS } from "../../contract/wire/clock_presets.ts";
import type { Clock } from "../../contract/wire/configuration.ts";
import { applies } from "../configuration/clock_plan.ts";
import { dayName, type LocalTime, within } from "../../contract/local_time.ts";
import { rateClocksOf } from "../configuration/plan.ts";
import { NOBODY, STATE } from "../conversation/columns.ts";
import { rowsOf } from "../ids.ts";
import type { Workspace } from "../workspace/state.ts";
import { zonedTime } from "./zone.ts";

/**
 * The day's rates as a marketplace counts them, per shop and clock. A round is counted once, for
 * the shop's local day on which it began, and only when it began within the counting hours; it is
 * settled by the answer, or as a miss when it ends without one. Rounds still open are read off the
 * rows when somebody asks: no event has to say that a round is late by now.
 *
 * Two answers are watched side by side, because clocks differ in whose word counts: a person's
 * (`human`, `assisted`) ends the round itself, a bot's only what `unansweredAt` remembers. A
 * conversation that never left its bot enters the rates of clocks that count bots, no others.
 */
export interface DayTally {
  day: number;
  inTime: number;
  late: number;
}

/** Today and the day before it, for rounds that began before midnight. */
const DAYS_KEPT = 2;
/** Pairs of shop and clock; the least recently begun leave first. A document has some ten. */
const RATES_MAX = 20_000;

export type Answerer = "people" | "anybody";

const answererOf = (clock: Clock): Answerer => clock.whoCounts === "bot" ? "anybody" : "people";

/** No earlier session of this visitor is known. */
export const NO_GAP = 65_535;

/** A round is over: answered at `at`, or ended without an answer. */
export function settle(
  workspace: Workspace,
  handle: number,
  answerer: Answerer,
  at: number,
  answered: boolean,
): void {
  const from = beganAt(workspace, handle, answerer);
  if (from === 0) return;
  const shop = shopOf(workspace, handle);
  for (const { clock, day } of counted(workspace, handle, answerer, from)) {
    const tally = tallyOf(workspace, shop, clock.id, day);
    if (answered && at - from <= clock.breachMs!) tally.inTime++;
    else tally.late++;
  }
}

const beganAt = ({ conversations: { column } }: Workspace, handle: number, answerer: Answerer) =>
  answerer === "people" ? column.roundBeganAt[handle] : column.unansweredAt[handle];

const shopOf = (workspace: Workspace, handle: number): string =>
  workspace.words.words[workspace.conversations.column.shop[handle]];

/** The clocks that count a round which began at `from`, with the local day it belongs to. */
function counted(
  workspace: Workspace,
  handle: number,
  answerer: Answerer,
  from: number,
): { clock: Clock; day: number }[] {
  const { plan } = workspace;
  if (plan === undefined) return [];
  const c = workspace.conversations.column;
  const shop = shopOf(workspace, handle);
  const clocks = rateClocksOf(plan, shop);
  const zone = plan.timeZones.get(shop);
  if (clocks.length === 0 || zone === undefined) return [];
  const owner = c.owner[handle];
  const place = {
    shop,
    group: workspace.groups.words[c.group[handle]],
    agent: owner === NOBODY ? undefined : workspace.agents[owner].id,
  };
  const list: { clock: Clock; day: number }[] = [];
  let local: LocalTime | undefined;
  for (const clock of clocks) {
    if (answererOf(clock) !== answerer || !applies(clock, place)) continue;
    if (clock.kind === "firstResponse" && !beginsSession(workspace, handle, from, clock)) continue;
    local ??= zonedTime(workspace, zone, from);
    const { counting } = clock;
    if (counting && !within(local.minute, counting.fromMinute, counting.toMinute)) continue;
    list.push({ clock, day: local.day });
  }
  return list;
}

/** The first round of an opening or reopening, far enough from the visitor's last close. */
function beginsSession(workspace: Workspace, handle: number, from: number, clock: Clock): boolean {
  const c = workspace.conversations.column;
  if (c.round[handle] !== c.sessionRound[handle] || from !== c.roundBeganAt[handle]) return false;
  const gapS = c.sessionGapS[handle];
  return gapS === NO_GAP || gapS * 1_000 > (clock.sessionGapMs ?? SESSION_GAP_MS);
}

function tallyOf(workspace: Workspace, shop: string, clock: string, day: number): DayTally {
  const { rates } = workspace;
  const name = `${shop} ${clock}`;
  let days = rates.get(name);
  if (days === undefined) {
    rates.set(name, days = []);
    if (rates.size > RATES_MAX) rates.delete(rates.keys().next().value!);
  }
  let tally = days.find((one) => one.day === day);
  if (tally === undefined) {
    days.push(tally = { day, inTime: 0, late: 0 });
    days.sort((a, b) => a.day - b.day);
    if (days.length > DAYS_KEPT) days.shift();
  }
  return tally;
}

interface Open {
  open: number;
  overdue: number;
}

/** Per shop and clock: today and, while it is kept, the day before. Newest day first. */
export function ratesLive(workspace: Workspace, now: number): RateLive[] {
  const { plan } = workspace;
  if (plan === undefined) return [];
  const open = openRounds(workspace, now);
  return plan.configuration.shops.flatMap(({ id: shop, timeZone }) => {
    const today = zonedTime(workspace, timeZone, now).day;
    return rateClocksOf(plan, shop).flatMap((clock) =>
      [today, today - 1].flatMap((day) => {
        const settled = workspace.rates.get(`${shop} ${clock.id}`)?.find((one) => one.day === day);
        const running = open.get(`${shop} ${clock.id} ${day}`);
        if (day !== today && settled === undefined && running === undefined) return [];
        return [rateOf(shop, clock, day, settled, running)];
      })
    );
  });
}

function openRounds(workspace: Workspace, now: number): Map<string, Open> {
  const found = new Map<string, Open>();
  const c = workspace.conversations.column;
  for (const handle of rowsOf(workspace.ids)) {
    const answerers: Answerer[] = c.state[handle] === STATE.bot
      ? ["anybody"]
      : ["people", "anybody"];
    for (const answerer of answerers) {
      const from = beganAt(workspace, handle, answerer);
      if (from === 0) continue;
      for (const { clock, day } of counted(workspace, handle, answerer, from)) {
        const name = `${shopOf(workspace, handle)} ${clock.id} ${day}`;
        const sum = found.get(name) ?? { open: 0, overdue: 0 };
        if (now - from > clock.breachMs!) sum.overdue++;
        else sum.open++;
        found.set(name, sum);
      }
    }
  }
  return found;
}

/** What is open and late counts as missed: no answer can save it any more. */
function rateOf(
  shop: string,
  clock: Clock,
  day: number,
  settled: DayTally | undefined,
  running: Open | undefined,
): RateLive {
  const inTime = settled?.inTime ?? 0;
  const missed = (settled?.late ?? 0) + (running?.overdue ?? 0);
  const counted = inTime + missed;
  const { target } = clock;
  return {
    shop,
    clock: clock.id,
    day: dayName(day),
    inTime,
    missed,
    open: running?.open ?? 0,
    ...(counted === 0 ? {} : { share: inTime / counted }),
    ...(target === undefined ? {} : { target, missesLeft: missesLeft(inTime, counted, target) }),
  };
}

/** Never shown as infinite: a target of 0 cannot be lost. */
const MISSES_SHOWN_MAX = 1_000_000;

/**
 * How many more misses in a row leave the share at or above the target: the largest k with
 * inTime ÷ (counted + k) ≥ target. Negative = so many are too many already.
 */
export function missesLeft(inTime: number, counted: number, target: number): number {
  if (target <= 0) return MISSES_SHOWN_MAX;
  // 0.9 · 10 is a hair off 9 in binary: a billionth of a round decides nothing
  return Math.min(Math.floor(inTime / target - counted + 1e-9), MISSES_SHOWN_MAX);
}
