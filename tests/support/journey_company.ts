/** The journeys' company: two small groups, clocks that run out within seconds. */
import { type Company, SMOKE_COMPANY } from "../../bench/companies/smoke.ts";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { DEMO_PEOPLE } from "../../deploy/demo/people.ts";
import type { Clock } from "../../engine/contract/wire/configuration.ts";

/** A copy of the demo company that a journey may bend before the start. */
export function journeyCompany(): Company {
  return structuredClone({
    ...SMOKE_COMPANY,
    workspace: "demo",
    name: { zh: "栖山户外", en: "Qishan Outdoor" },
    configuration: DEMO_CONFIGURATION,
    people: DEMO_PEOPLE,
  });
}

/** Room for exactly so many chats. */
export function capacity(company: Company, account: string, chats: number): void {
  const record = company.people.find((person) => person.account === account)?.record;
  if (record === undefined) throw new Error(`${account} is not of this company`);
  record.capacityUnits = chats * 20;
  record.windowCap = chats;
}

/** Work that finds nobody waits where it came in. */
export function withoutOverflow(company: Company): void {
  for (const group of company.configuration.groups) group.overflow = [];
}

/** One clock and no other. */
export function onlyClock(company: Company, clock: Partial<Clock>): void {
  company.configuration.clocks = [{
    id: "answer",
    name: { zh: "响应", en: "Answer" },
    kind: "round",
    whoCounts: "human",
    warnTo: ["agent"],
    breachTo: ["agent", "supervisor"],
    ...clock,
  }];
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const OPEN_MINUTES = 600;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Groups and agents work ten hours a day, from (or until) the minute that begins at this moment. */
export function hours(company: Company, turn: "open" | "close", at: number): void {
  const minute = Math.floor(at / MINUTE_MS) % DAY_MINUTES;
  const opens = turn === "open" ? minute : minute - OPEN_MINUTES + DAY_MINUTES;
  const fromMinute = opens % DAY_MINUTES;
  const toMinute = (opens + OPEN_MINUTES) % DAY_MINUTES;
  const name = { zh: "服务时间", en: "Opening hours" };
  const week = [{ days: EVERY_DAY, fromMinute, toMinute }];
  company.configuration.schedules = [{ id: "hours", name, timeZone: "UTC", week }];
  for (const group of company.configuration.groups) group.schedule = "hours";
  for (const { record } of company.people) if (record) record.schedule = "hours";
}

/** The first full minute that leaves so much time before it: schedules turn with minutes. */
export const minuteAfter = (leastMs: number): number =>
  Math.ceil((Date.now() + leastMs) / MINUTE_MS) * MINUTE_MS;
