/**
 * The company of a campaign's midnight: a front group that overflows to a second one as soon as it
 * is full, four chats' worth of attention for each agent, clocks that run while people wait, and a
 * left message for whoever waited too long.
 */
import type { Clock, Configuration, Group } from "../../engine/contract/wire/configuration.ts";
import { type Company, configurationOf, group, many, words } from "./smoke.ts";

const SECOND_MS = 1_000;
/** Windows an agent may have open, and those that count at once. */
const WINDOWS = 50;
const CHATS = 4;
/** Of five agents three stand in front. */
const FRONT_SHARE = 0.6;

const groups = (leftAfterMs: number): Group[] => [
  {
    ...group("front", [{ when: "full", to: "back" }]),
    strategy: "leastOccupied",
    terminal: { kind: "leftMessage", afterMs: leftAfterMs },
  },
  { ...group("back", []), strategy: "leastOccupied" },
];

export const CAMPAIGN_CLOCK: Clock = {
  id: "round",
  name: words("round"),
  kind: "round",
  whoCounts: "human",
  warnMs: 30 * SECOND_MS,
  breachMs: 60 * SECOND_MS,
  warnTo: ["agent", "supervisor"],
  breachTo: ["agent", "supervisor"],
  holdAtMs: [],
  holdTexts: [],
};

const configuration = (leftAfterMs: number): Configuration => ({
  ...configurationOf(groups(leftAfterMs), ["front"]),
  clocks: [CAMPAIGN_CLOCK],
});

export function campaignCompany(agents: number, leftAfterMs: number): Company {
  const front = Math.max(1, Math.round(agents * FRONT_SHARE));
  return {
    workspace: "bench",
    name: words("Bench"),
    password: "bench-password",
    configuration: configuration(leftAfterMs),
    people: [
      ...many(front, "front", "front", CHATS, WINDOWS),
      ...many(agents - front, "back", "back", CHATS, WINDOWS),
      { account: "wall", role: "supervisor", name: "wall" },
      { account: "admin", role: "admin", name: "admin" },
    ],
  };
}
