/** One person's conversation at the NATS door, from the open to the close. */
import type { Bus } from "../../engine/contract/ports/bus.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import { DOOR_BOT, DOOR_ROUTE } from "../companies/door.ts";
import type { VisitorStory } from "../plan/story.ts";
import type { DoorClient } from "./client.ts";
import { say } from "./staff.ts";
import { fail, type Tally } from "./tally.ts";

export interface Run {
  client: DoorClient;
  bus: Bus;
  workspaces: readonly string[];
  tally: Tally;
  /** Until an agent's answer; a bot's comes at once. */
  replyMs: number;
  /** `performance.now()` at which people stop coming, and at which nobody waits any more. */
  loadEndsAt: number;
  endsAt: number;
}

export interface Person {
  company: number;
  visitor: string;
  story: VisitorStory;
  /** Opens and closes, and says nothing. */
  silent: boolean;
  kept: boolean;
}

const OPENING = { kind: "text", text: "在吗？这款还有货吗？" };
const QUESTION = { kind: "text", text: "我的订单什么时候发货" };
/** A short answer, sealed: as long as one, and nobody here opens it. */
const SEALED = `k.${"A".repeat(120)}`;

export async function live(run: Run, person: Person): Promise<void> {
  const { story, silent, visitor } = person;
  const first = silent ? {} : { message: OPENING };
  const opening = { visitor, route: DOOR_ROUTE, ...first };
  run.tally.unanswered++;
  const opened = await command(run, person, "conversation.open", opening, run.tally.openMs);
  run.tally.unanswered--;
  const conversation = opened?.result?.conversation;
  if (conversation === undefined) return;
  if (performance.now() <= run.loadEndsAt) run.tally.openedInTime++;
  const withBot = opened?.result?.opened?.state === "bot";
  for (let turn = 0; !silent && turn <= story.turns && performance.now() < run.endsAt; turn++) {
    const by = withBot ? `bot:${DOOR_BOT}` as const : await hostOf(run, person, conversation);
    if (!withBot) await pause(run, run.replyMs);
    if (by !== undefined) await answer(run, person, conversation, by);
    await pause(run, story.thinkMs);
    if (turn === story.turns || performance.now() >= run.endsAt) break;
    const body = { conversation, message: QUESTION };
    await command(run, person, "conversation.message", body, run.tally.messageMs);
  }
  await command(run, person, "conversation.close", { conversation }, run.tally.closeMs);
}

async function command(
  { client, tally }: Run,
  { company, kept }: Person,
  name: string,
  body: Record<string, unknown>,
  times: number[],
) {
  const at = performance.now();
  const answer = await client.command(company, name, body, kept);
  if (!answer?.ok) {
    fail(tally, `${name}: ${answer?.error?.code ?? "no answer"}`);
    return undefined;
  }
  tally.commands++;
  times.push(performance.now() - at);
  return answer;
}

/** Who has the conversation by now; nobody while it waits. */
async function hostOf(
  { client }: Run,
  { company }: Person,
  conversation: string,
): Promise<By | undefined> {
  const live = await client.query(company, "conversation.get", { conversation });
  const agent = live?.answer?.agent;
  return agent === undefined ? undefined : `agent:${agent}`;
}

async function answer(
  { bus, tally, workspaces }: Run,
  { company }: Person,
  conversation: string,
  by: By,
): Promise<void> {
  const message = `m${crypto.randomUUID().replaceAll("-", "")}`;
  const self = { workspace: workspaces[company], by };
  const body = { conversation, message, body: "text", sealed: SEALED, visibility: "all" } as const;
  const reply = await say(bus, self, "conversation.message", body);
  if (reply.ok) tally.commands++;
  else fail(tally, `answer by ${by.split(":")[0]}: ${reply.error.code}`);
}

const pause = ({ endsAt }: Run, ms: number): Promise<void> => {
  const leftMs = Math.min(ms, endsAt - performance.now());
  return leftMs <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, leftMs));
};
