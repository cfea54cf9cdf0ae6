import type { Campaign } from "../campaigns.ts";
import { campaignCompany } from "../companies/campaign.ts";
import { SIGMA } from "../plan/random.ts";
import { secondsOf, SHARE_SILENT, type Stretch } from "../plan/story.ts";

/** Days of the model: so many that 95 of 100 of them have tails. */
const DAYS = 200;
/** Whoever is given an agent after so long counts as answered in time; not compared. */
const ANSWER_WITHIN = "30s";
/** A scenario has at most so many periods. */
const PERIODS_MAX = 288;

/**
 * A campaign as a scenario of the simulator: the same company, rates and laws of people, up to the
 * same moment. Each conversation takes its time however many its agent has, as in `shift.ts`, and a
 * visitor who has gone in silence as long as any other.
 */
export function scenarioOf(campaign: Campaign, seed: number): Record<string, unknown> {
  const { name, shape, tailSeconds, people, agents, leftAfterMs } = campaign;
  const { configuration, people: staff } = campaignCompany(agents, leftAfterMs);
  const seconds = secondsOf(shape) + tailSeconds;
  const period = Math.max(1, Math.ceil(seconds / PERIODS_MAX));
  const periods = Math.ceil(seconds / period);
  const rates = Array.from(
    { length: periods },
    (_, at) => visitorsWithin(shape, at * period, (at + 1) * period) / period,
  );
  const teams = configuration.groups.map(({ id }) => {
    const records = staff.flatMap(({ record }) =>
      record?.memberships[0].group === id ? record : []
    );
    const chats = records[0].capacityUnits / configuration.routes[0].costUnits;
    const pace = Array.from({ length: chats }, (_, at) => at + 1);
    return [id, { agents: Array(periods).fill(records.length), pace, groups: [id] }] as const;
  });
  const deviation = people.serviceMs * Math.sqrt(Math.expm1(SIGMA * SIGMA));
  return {
    name,
    days: DAYS,
    seed,
    answerWithin: ANSWER_WITHIN,
    periodLength: `${period}s`,
    until: `${seconds}s`,
    teams: Object.fromEntries(teams),
    classes: {
      visitors: {
        arrivals: rates.map((rate) => `${rate.toFixed(6)}/s`),
        service: { type: "lognormal", mean: ms(people.serviceMs), deviation: ms(deviation) },
        patience: { type: "exponential", mean: ms(people.patienceMs) },
        silent: { share: SHARE_SILENT, waste: ms(people.serviceMs) },
        route: configuration.routes[0].id,
      },
    },
    configuration,
  };
}

const ms = (value: number): string => `${Math.round(value)}ms`;

/** How many are expected between two moments, seconds from the beginning. */
export function visitorsWithin(shape: readonly Stretch[], from: number, until: number): number {
  let begun = 0;
  let visitors = 0;
  for (const stretch of shape) {
    const a = Math.max(from - begun, 0);
    const b = Math.min(until - begun, stretch.seconds);
    const rateAt = (at: number) =>
      stretch.from + (stretch.to - stretch.from) * at / stretch.seconds;
    if (b > a) visitors += (b - a) * (rateAt(a) + rateAt(b)) / 2;
    begun += stretch.seconds;
  }
  return visitors;
}
