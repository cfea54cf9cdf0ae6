/**
 * Companies behind the NATS door: one entrance, where so many percent begin with a bot, one group
 * of people with four chats each, and the clocks of a campaign.
 */
import type { Configuration } from "../../engine/contract/wire/configuration.ts";
import type { AgentRecord } from "../../engine/contract/wire/roster.ts";
import { CAMPAIGN_CLOCK } from "./campaign.ts";
import { configurationOf, group, many, words } from "./smoke.ts";

const CHATS = 4;
const SECOND_MS = 1_000;
export const DOOR_ROUTE = "front-web";
export const DOOR_BOT = "guide";

export interface DoorCompany {
  workspace: string;
  configuration: Configuration;
  agents: { agent: string; record: AgentRecord }[];
}

function configuration(botPercent: number): Configuration {
  const plain = configurationOf([group("front", [])], ["front"]);
  return {
    ...plain,
    clocks: [CAMPAIGN_CLOCK],
    bots: [{
      id: DOOR_BOT,
      name: words(DOOR_BOT),
      kind: "service",
      answerMs: 60 * SECOND_MS,
      idleCloseMs: 600 * SECOND_MS,
    }],
    routes: plain.routes.map((one) => ({ ...one, bot: DOOR_BOT, botPercent })),
  };
}

export function doorCompany(workspace: string, agents: number, botPercent: number): DoorCompany {
  return {
    workspace,
    configuration: configuration(botPercent),
    agents: many(agents, "front", "front", CHATS).map(({ agent, record }) => ({
      agent: agent!,
      record: { ...record!, channels: ["web", "api"] },
    })),
  };
}
