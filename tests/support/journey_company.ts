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
