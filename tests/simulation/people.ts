/** What the people of the simulation do next: any allowed or forbidden thing, chosen by the seed. */
import type { SealedMessage } from "../../engine/contract/wire/commands.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import type { Simulation } from "../support/virtual/simulation.ts";
import type { Client } from "./client.ts";
import { AGENTS, record } from "./company.ts";
import { CONNECTOR_ACTS } from "./connectors.ts";

/** What the people know of each other; beliefs, not truth. */
export interface People {
  conversations: { id: string; visitor: string }[];
  opened: number;
  messages: number;
  online: Set<string>;
  publish(variant: number): void;
}

/** Conversations that people still come back to. */
const REMEMBERED_MAX = 30;

export const createPeople = (publish: (variant: number) => void): People => ({
  conversations: [],
  opened: 0,
  messages: 0,
  online: new Set(),
  publish,
});

const pick = <Item>(simulation: Simulation, from: readonly Item[]): Item =>
  from[Math.floor(simulation.random() * from.length)];

const message = (people: People): SealedMessage => ({
  message: `m${++people.messages}`,
  body: "text",
  sealed: "k1.AAAA",
  visibility: "all",
});

type Act = (simulation: Simulation, client: Client, people: People) => void;

const open: Act = (simulation, client, people) => {
  const number = ++people.opened;
  const visitor = simulation.chance(0.2) ? `v${Math.ceil(number / 2)}` : `v${number}`;
  const conversation = `k${number}`;
  const route = pick(simulation, ["sales-web", "sales-web", "service-web", "vip-web"]);
  people.conversations.push({ id: conversation, visitor });
  if (people.conversations.length > REMEMBERED_MAX) people.conversations.shift();
  client.send(`visitor:${visitor}`, "conversation.open", {
    conversation,
    visitor,
    key: "k1",
    channel: "web",
    route,
    ...(simulation.chance(0.2) ? { topic: "t" } : {}),
    ...(simulation.chance(0.1) ? { agent: pick(simulation, AGENTS) } : {}),
    ...(simulation.chance(0.7) ? { first: message(people) } : {}),
  });
  client.send(`visitor:${visitor}`, "visitor.presence", {
    visitor,
    presence: "here",
    gateway: "g1",
  });
};

const ofVisitor =
  (run: (client: Client, by: By, id: string, people: People) => void): Act =>
  (simulation, client, people) => {
    if (people.conversations.length === 0) return;
    const { id, visitor } = pick(simulation, people.conversations);
    run(client, `visitor:${visitor}`, id, people);
  };

const ofAgent = (
  run: (simulation: Simulation, client: Client, by: By, id: string, people: People) => void,
): Act =>
(simulation, client, people) => {
  if (people.conversations.length === 0) return;
  const { id } = pick(simulation, people.conversations);
  // Everybody tries: only the owner's attempts may succeed.
  for (const agent of AGENTS) run(simulation, client, `agent:${agent}`, id, people);
};

const BOSS: By = "supervisor:boss";

const led =
  (run: (simulation: Simulation, client: Client, id: string) => void): Act =>
  (simulation, client, people) => {
    if (people.conversations.length === 0) return;
    run(simulation, client, pick(simulation, people.conversations).id);
  };

const presence: Act = (simulation, client, people) => {
  const agent = pick(simulation, AGENTS);
  const wanted = pick(
    simulation,
    ["online", "online", "online", "busy", "break", "offline"] as const,
  );
  if (wanted === "online") people.online.add(agent);
  const work = pick(simulation, [undefined, { park: true as const }, { group: "vip" }, {
    agent: "a2",
  }]);
  client.send(`agent:${agent}`, "agent.presence", {
    agent,
    presence: wanted,
    ...(wanted === "offline" && work ? { work } : {}),
  });
};

const connect: Act = (simulation, client) => {
  const agent = pick(simulation, AGENTS);
  const session = pick(simulation, ["s1", "s2"]);
  const at = { agent, session, gateway: pick(simulation, ["g1", "g2"]) };
  if (simulation.chance(0.7)) client.send(`agent:${agent}`, "agent.connect", at);
  else client.send(`agent:${agent}`, "agent.disconnect", at);
};

const visitorComesAndGoes: Act = (simulation, client, people) => {
  if (people.conversations.length === 0) return;
  const { visitor } = pick(simulation, people.conversations);
  const where = pick(simulation, ["here", "hidden", "gone"] as const);
  client.send(`visitor:${visitor}`, "visitor.presence", {
    visitor,
    presence: where,
    gateway: pick(simulation, ["g1", "g2"]),
  });
};

const ACTS: [weight: number, act: Act][] = [
  [14, open],
  [
    16,
    ofVisitor((client, by, id, people) => {
      client.send(by, "conversation.message", { conversation: id, ...message(people) });
    }),
  ],
  [
    16,
    ofAgent((_, client, by, id, people) => {
      client.send(by, "conversation.message", { conversation: id, ...message(people) });
    }),
  ],
  [
    7,
    ofAgent((_, client, by, id) => {
      client.send(by, "conversation.close", {
        conversation: id,
        topic: "done",
        inviteRating: true,
      });
    }),
  ],
  [
    2,
    ofVisitor((client, by, id) => {
      client.send(by, "conversation.close", { conversation: id });
    }),
  ],
  [2, ofVisitor((client, by, id) => client.send(by, "conversation.leave", { conversation: id }))],
  [
    2,
    ofVisitor((client, by, id) => {
      client.send(by, "conversation.rate", { conversation: id, score: 4 });
    }),
  ],
  [
    4,
    ofAgent((simulation, client, by, id) => {
      const to = simulation.chance(0.5)
        ? { agent: pick(simulation, AGENTS) }
        : { group: pick(simulation, ["sales", "service", "vip"]) };
      client.send(by, "conversation.transfer", { conversation: id, to });
    }),
  ],
  [
    4,
    ofAgent((simulation, client, by, id) => {
      const type = pick(
        simulation,
        ["acceptTransfer", "acceptTransfer", "returnTransfer"] as const,
      );
      client.send(by, `conversation.${type}`, { conversation: id });
    }),
  ],
  [
    1,
    ofAgent((_, client, by, id) => {
      client.send(by, "conversation.withdrawTransfer", { conversation: id });
    }),
  ],
  [3, ofAgent((_, client, by, id) => client.send(by, "conversation.park", { conversation: id }))],
  [2, ofAgent((_, client, by, id) => client.send(by, "conversation.unpark", { conversation: id }))],
  [1, (simulation, client, people) => {
    if (people.conversations.length === 0) return;
    const { id } = pick(simulation, people.conversations);
    client.send("supervisor:boss", "conversation.reclaim", { conversation: id });
  }],
  [
    4,
    ofAgent((simulation, client, by, id) => {
      const type = pick(simulation, ["accept", "accept", "decline"] as const);
      client.send(by, `conversation.${type}`, { conversation: id });
    }),
  ],
  [1, (simulation, client) => {
    const agent = pick(simulation, AGENTS);
    client.send(`agent:${agent}`, "conversation.take", { agent });
  }],
  [
    1,
    led((simulation, client, id) => {
      client.send(BOSS, "conversation.prioritise", {
        conversation: id,
        class: simulation.between(0, 9),
      });
    }),
  ],
  [
    1,
    led((simulation, client, id) => {
      const to = simulation.chance(0.5)
        ? { agent: pick(simulation, AGENTS) }
        : { group: pick(simulation, ["sales", "service", "vip"]) };
      client.send(BOSS, "conversation.move", { conversation: id, to });
    }),
  ],
  [
    1,
    led((simulation, client, id) => {
      const tags = pick(simulation, [["refund"], ["gift", "refund"], []]);
      client.send(BOSS, "conversation.tag", { conversation: id, topic: "done", tags });
    }),
  ],
  [
    1,
    led((simulation, client, id) => {
      const as = pick(simulation, ["watch", "whisper", "barge", "share"] as const);
      if (simulation.chance(0.3)) client.send(BOSS, "conversation.part", { conversation: id });
      else client.send(BOSS, "conversation.join", { conversation: id, as });
    }),
  ],
  [
    1,
    ofAgent((simulation, client, by, id) => {
      const agent = pick(simulation, AGENTS);
      client.send(by, "conversation.consult", { conversation: id, agent });
    }),
  ],
  [3, (simulation, client, people) => {
    if (people.conversations.length === 0) return;
    const { id, visitor } = pick(simulation, people.conversations);
    const to = pick(simulation, ["waiting", "waiting", "left", "bot"] as const);
    client.send(`visitor:${visitor}`, "conversation.switch", { conversation: id, to });
  }],
  [1, (simulation, client, people) => {
    if (people.opened === 0) return;
    const number = ++people.opened;
    const conversation = `k${number}`;
    const visitor = `v${simulation.between(1, number)}`;
    const agent = pick(simulation, AGENTS);
    people.conversations.push({ id: conversation, visitor });
    client.send(`agent:${agent}`, "conversation.reach", {
      conversation,
      visitor,
      key: "k1",
      agent,
      channel: "web",
      route: "sales-web",
      first: message(people),
    });
  }],
  [5, presence],
  [6, connect],
  [4, visitorComesAndGoes],
  [1, (simulation, client) => {
    const agent = pick(simulation, AGENTS);
    client.send("admin:root", "roster.put", {
      agent,
      record: record(agent, simulation.between(0, 3)),
    });
    simulation.mark("agent lowers capacity below load");
  }],
  [1, (simulation, client) => {
    client.send(BOSS, "agent.adjust", {
      ids: [pick(simulation, AGENTS)],
      capacityUnits: 20 * simulation.between(0, 3),
      untilAt: Math.round(simulation.wall()) + simulation.between(1_000, 60_000),
    });
    simulation.mark("agent lowers capacity below load");
  }],
  [0.3, (simulation, _, people) => people.publish(simulation.between(0, 2))],
  [0.3, (simulation, client, people) => {
    if (people.conversations.length === 0) return;
    const { visitor } = pick(simulation, people.conversations);
    client.send("admin:root", "visitor.erase", { visitor });
  }],
  ...CONNECTOR_ACTS,
];

const TOTAL = ACTS.reduce((sum, [weight]) => sum + weight, 0);

/** Lets somebody do something. */
export function act(simulation: Simulation, client: Client, people: People): void {
  let left = simulation.random() * TOTAL;
  for (const [weight, does] of ACTS) {
    left -= weight;
    if (left < 0) return does(simulation, client, people);
  }
}
