import type { Configuration } from "../../contract/wire/configuration.ts";
import { botNamed, clockOf, configurationWith, groupNamed, routeNamed } from "./configuration.ts";
import type { Dice } from "./random.ts";

/**
 * The company as it is published anew: with every group, or, as likely, without one of those that
 * others overflow to. Refused while somebody is in it, as any document is.
 */
export function changedCompany(dice: Dice): Configuration {
  const company = crowdedCompany(dice);
  const gone = dice.pick([undefined, "vip", "service"]);
  if (gone === undefined) return company;
  return {
    ...company,
    groups: company.groups.filter(({ id }) => id !== gone)
      .map((group) => ({ ...group, overflow: group.overflow.filter(({ to }) => to !== gone) })),
    routes: company.routes.filter(({ group }) => group !== gone),
  };
}

/** A small crowded company with every rule on, some of them by chance. */

const HOLD = [{ zh: "请稍候", en: "one moment" }, { zh: "马上", en: "soon" }];

export const crowdedCompany = (dice: Dice) =>
  configurationWith({
    groups: [
      groupNamed("sales", {
        strategy: dice.pick(["leastOccupied", "longestIdle", "roundRobin"]),
        overflow: [
          { when: "full", to: "service" },
          ...(dice.chance(0.5)
            ? [{ when: "noAgents" as const, to: "service", donorMinFree: dice.below(3) }]
            : []),
          { when: "timeout", afterMs: 20_000, to: "vip", donorMinFree: dice.below(3) },
          { when: "longEstimate", estimateOverMs: 5_000, to: "vip" },
        ],
        terminal: { kind: "leftMessage", afterMs: 60_000 },
        wrapUpMs: dice.chance(0.5) ? 5_000 : undefined,
        reserveAfterMs: dice.chance(0.5) ? 10_000 : undefined,
      }),
      groupNamed("service", {
        strategy: dice.pick(["leastOccupied", "weighted"]),
        offerMs: dice.chance(0.5) ? 4_000 : undefined,
        overflow: [{ when: "longQueue", to: "sales", threshold: 1, resumeBelow: 0 }],
        terminal: dice.pick([
          { kind: "keepWaiting" },
          { kind: "callback", afterMs: 50_000 },
          { kind: "bot", afterMs: 50_000 },
        ]),
      }),
      groupNamed("vip", { strategy: "mostSkilled", terminal: { kind: "leftMessage", afterMs: 0 } }),
    ],
    routes: [
      routeNamed("front", "sales", { bot: "faq", dormantAfterMs: 3_000 }),
      routeNamed("large", "sales", { costUnits: 40, schedule: "shift" }),
      routeNamed("line", "sales", { channel: "phone", costUnits: 10, class: 1 }),
      routeNamed("chat", "sales", { bot: "faq", botPercent: 60 }),
      routeNamed("back", "service", { costUnits: 10, class: 2 }),
      routeNamed("gold", "vip", {
        class: 0,
        requirements: [{ skill: "french", level: 2 }],
        relax: [
          { afterMs: 8_000, requirements: [{ skill: "french", level: 1 }] },
          { afterMs: 16_000, requirements: [] },
        ],
      }),
    ],
    clocks: [
      clockOf("round", {
        warnMs: 10_000,
        breachMs: 20_000,
        holdAtMs: [5_000, 9_000],
        holdTexts: HOLD,
      }),
      clockOf("firstResponse", { warnMs: 5_000, breachMs: 12_000 }),
      clockOf("agentSilent", { warnMs: 8_000, reclaimMs: 15_000 }),
      clockOf("visitorSilent", { breachMs: 30_000, closeAfterMs: 10_000, holdTexts: HOLD }),
      clockOf("queue", { warnMs: 7_000, breachMs: 15_000, holdAtMs: [6_000], holdTexts: HOLD }),
    ],
    schedules: [{
      id: "shift",
      name: { zh: "班次", en: "shift" },
      timeZone: "Asia/Shanghai",
      week: [0, 1, 2, 3, 4, 5, 6].flatMap((day) =>
        [...Array(24).keys()].map((hour) => ({
          days: [day],
          fromMinute: hour * 60,
          toMinute: hour * 60 + 40,
        }))
      ),
      endingMinutes: 10,
    }],
    channels: [
      { channel: "phone", beside: [{ channel: "web", atMost: 1 }] },
      { channel: "web", beside: [{ channel: "phone", atMost: 0 }] },
    ],
    bots: [botNamed("faq", { answerMs: 3_000, idleCloseMs: 20_000 })],
    times: {
      abandonAfterMs: 15_000,
      graceMs: 10_000,
      visitorGraceMs: 8_000,
      closedKeepMs: 40_000,
      leftKeepMs: 120_000,
      lastAgentKeepMs: 100_000,
      reopenMs: 20_000,
      recallMs: 30_000,
      breakHandoverMs: 12_000,
    },
  });
