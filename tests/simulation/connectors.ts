/** What systems beside the desk do: ask for skills, report how messages fared; and who is blocked. */
import type { Simulation } from "../support/virtual/simulation.ts";
import type { Client } from "./client.ts";
import type { People } from "./people.ts";

type Act = (simulation: Simulation, client: Client, people: People) => void;

/** Another one than writes to the inbox: that one answers for each of its messages. */
const CRM = "integration:crm" as const;

const openSkilled: Act = (simulation, client, people) => {
  const number = ++people.opened;
  const [conversation, visitor] = [`k${number}`, `v${number}`];
  people.conversations.push({ id: conversation, visitor });
  client.send(CRM, "conversation.open", {
    conversation,
    visitor,
    key: "k1",
    channel: "web",
    route: "sales-web",
    skills: { tea: simulation.between(1, 4) },
  });
};

/** Of any message, as the people remember them: mostly of another conversation, and refused. */
const report: Act = (simulation, client, people) => {
  for (const { id } of people.conversations) {
    const message = `m${simulation.between(Math.max(1, people.messages - 20), people.messages)}`;
    const state = simulation.chance(0.5) ? "delivered" : "failed";
    client.send(CRM, "conversation.delivery", { conversation: id, message, state });
  }
};

const block: Act = (simulation, client, people) => {
  if (people.conversations.length === 0) return;
  const { visitor } = people.conversations[
    simulation.between(0, people.conversations.length - 1)
  ];
  const untilAt = Math.round(simulation.wall()) + simulation.between(1, 20_000);
  client.send(simulation.chance(0.5) ? "supervisor:boss" : "agent:a1", "visitor.block", {
    visitor,
    ...(simulation.chance(0.7) ? { blocked: true, untilAt } : { blocked: false }),
  });
};

export const CONNECTOR_ACTS: [weight: number, act: Act][] = [
  [1, openSkilled],
  [0.5, report],
  [1, block],
];
