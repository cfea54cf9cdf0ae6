/**
 * Twenty minutes at the demo company: what happens in a recorded journal. Every event that exists
 * at its level should come up at least once; `fold_test.ts` says which do not.
 */
import { createHash } from "node:crypto";
import type {
  CommandBodies,
  CommandType,
  SealedMessage,
} from "../../engine/contract/wire/commands.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import { sealJson } from "../../engine/contract/sealing.ts";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { playRules } from "./rules.ts";
import { DEMO_PEOPLE } from "../../deploy/demo/people.ts";

export interface Stage {
  send<T extends CommandType>(by: By, type: T, body: CommandBodies[T]): Promise<void>;
  publish(document: unknown): Promise<string>;
  /** Gateways say hello every two seconds of it, those that were silenced excepted. */
  pass(ms: number): Promise<void>;
  silence(gateway: string): void;
  /** Partition time, epoch ms. */
  now(): number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const AGENTS = DEMO_PEOPLE.flatMap((person) => person.agent ? [person.agent] : []);
const ROUTES = ["qishan-web", "yunling-web", "qishan-vip"];
const TOPICS = ["offers", "choosing", "delivery", "returns"];

/** Keys and seals are made from names, so that a recording of the same scenario is the same. */
const keyOf = (visitor: string) => new Uint8Array(createHash("sha256").update(visitor).digest());
const seal = (visitor: string, value: unknown, seed: string) =>
  sealJson(`k-${visitor}`, keyOf(visitor), value, seed);

let messages = 0;
function say(visitor: string, text: string): SealedMessage {
  const message = `m${++messages}`;
  const sealed = seal(visitor, { kind: "text", text }, message);
  return { message, body: "text", sealed, visibility: "all" };
}

async function openDesk(stage: Stage): Promise<void> {
  await stage.send("admin:setup", "config.publish", {
    hash: await stage.publish(DEMO_CONFIGURATION),
  });
  for (const { agent, record } of DEMO_PEOPLE) {
    if (agent && record) await stage.send("admin:setup", "roster.put", { agent, record });
  }
  for (const [i, agent] of AGENTS.entries()) {
    const session = `s-${agent}`;
    await stage.send(`agent:${agent}`, "agent.connect", { agent, session, gateway: `g${i % 2}` });
    await stage.send(`agent:${agent}`, "agent.presence", { agent, presence: "online" });
  }
}

async function arrive(stage: Stage, number: number): Promise<void> {
  const visitor = `v${number}`;
  await stage.send(`visitor:${visitor}`, "visitor.presence", {
    visitor,
    presence: "here",
    gateway: `g${number % 2}`,
  });
  await stage.send(`visitor:${visitor}`, "conversation.open", {
    conversation: `c${number}`,
    visitor,
    key: `k-${visitor}`,
    channel: "web",
    route: ROUTES[number % ROUTES.length],
    ...(number % 3 === 2 ? {} : { topic: TOPICS[number % TOPICS.length] }),
    language: number % 5 === 0 ? "en" : "zh",
    facts: seal(visitor, { page: "/teapot", device: "phone" }, `facts-${number}`),
    first: say(visitor, `你好，第 ${number} 位`),
  });
}

/** Everybody tries; the engine lets the owner. */
async function byOwner<T extends CommandType>(
  stage: Stage,
  type: T,
  body: CommandBodies[T],
): Promise<void> {
  for (const agent of AGENTS) await stage.send(`agent:${agent}`, type, body);
}

const answer = (stage: Stage, number: number, text: string) =>
  byOwner(stage, "conversation.message", {
    conversation: `c${number}`,
    ...say(`v${number}`, text),
  });

async function talk(stage: Stage): Promise<void> {
  for (let n = 1; n <= 16; n++) {
    await arrive(stage, n);
    await stage.pass(SECOND_MS);
    if (n % 2 === 0) await answer(stage, n / 2, "您好，请稍等");
  }
  const mistaken = say("v3", "打错了");
  await stage.send("visitor:v3", "conversation.message", { conversation: "c3", ...mistaken });
  await stage.send("visitor:v3", "conversation.recall", {
    conversation: "c3",
    message: mistaken.message,
  });
  for (const presence of ["hidden", "gone"] as const) {
    await stage.send("visitor:v16", "visitor.presence", {
      visitor: "v16",
      presence,
      gateway: "g0",
    });
  }
  for (let n = 1; n <= 12; n++) {
    await stage.send(`visitor:v${n}`, "conversation.message", {
      conversation: `c${n}`,
      ...say(`v${n}`, "在吗？"),
    });
  }
  await stage.send("visitor:v1", "visitor.update", {
    visitor: "v1",
    card: seal("v1", { name: "小顾", phone: "13800000000" }, "card"),
    key: "k-v1",
  });
}

async function crowd(stage: Stage): Promise<void> {
  for (let n = 17; n <= 40; n++) {
    await arrive(stage, n);
    await stage.pass(SECOND_MS);
    if (n % 2 === 0) await answer(stage, n / 2, "您好，请稍等");
  }
  await stage.send("visitor:v39", "conversation.leave", { conversation: "c39" });
  await stage.pass(4 * MINUTE_MS);
}

async function handOver(stage: Stage): Promise<void> {
  const [first] = AGENTS;
  const colleague = "tang";
  for (const n of [1, 2, 3]) {
    const conversation = `c${n}`;
    await byOwner(stage, "conversation.transfer", { conversation, to: { agent: colleague } });
    await stage.pass(SECOND_MS);
    if (n === 1) {
      await stage.send(`agent:${colleague}`, "conversation.acceptTransfer", { conversation });
    } else if (n === 2) {
      await stage.send(`agent:${colleague}`, "conversation.returnTransfer", { conversation });
    } else await byOwner(stage, "conversation.withdrawTransfer", { conversation });
  }
  await byOwner(stage, "conversation.transfer", { conversation: "c4", to: { group: "aftersale" } });
  await stage.pass(40 * SECOND_MS);
  for (const n of [5, 6]) {
    await byOwner(stage, "conversation.park", {
      conversation: `c${n}`,
      reason: "stock",
      note: seal(`v${n}`, { text: "等补货" }, `note-${n}`),
    });
  }
  await stage.send("visitor:v5", "conversation.message", {
    conversation: "c5",
    ...say("v5", "有货了吗"),
  });
  await byOwner(stage, "conversation.unpark", { conversation: "c6" });
  await stage.send(`supervisor:shen`, "conversation.reclaim", { conversation: "c7" });
  await stage.send(`agent:${first}`, "agent.presence", { agent: first, presence: "break" });
}

async function finish(stage: Stage): Promise<void> {
  for (let n = 1; n <= 20; n++) {
    await byOwner(stage, "conversation.close", {
      conversation: `c${n}`,
      topic: "delivery-urge",
      inviteRating: n % 2 === 0,
    });
  }
  for (const n of [2, 4]) {
    await stage.send(`visitor:v${n}`, "conversation.rate", {
      conversation: `c${n}`,
      score: n === 2 ? 5 : 2,
      reasons: [n === 2 ? "clear" : "slow"],
      comment: seal(`v${n}`, { text: "谢谢" }, `comment-${n}`),
    });
  }
  await byOwner(stage, "conversation.reopen", { conversation: "c8" });
  await stage.send("visitor:v9", "conversation.message", {
    conversation: "c9",
    ...say("v9", "还有"),
  });
  await stage.send("admin:setup", "visitor.erase", { visitor: "v10" });
  await stage.send("engine", "visitor.erasureCompleted", { visitor: "v10" });
  await stage.send("admin:setup", "config.publish", {
    hash: await stage.publish({
      ...DEMO_CONFIGURATION,
      times: { ...DEMO_CONFIGURATION.times, recallMs: 60_000 },
    }),
  });
  await stage.send("admin:setup", "roster.remove", { agent: "shen" });
}

export async function play(stage: Stage): Promise<void> {
  messages = 0;
  await openDesk(stage);
  await talk(stage);
  await handOver(stage);
  await crowd(stage);
  await stage.send("agent:zhou", "agent.disconnect", {
    agent: "zhou",
    session: "s-zhou",
    gateway: "g1",
  });
  await stage.pass(2 * MINUTE_MS);
  await finish(stage);
  await playRules(stage, stage.now);
  stage.silence("g0");
  await stage.pass(8 * MINUTE_MS);
  for (let n = 41; n <= 44; n++) await arrive(stage, n);
  await stage.pass(31 * MINUTE_MS);
}
