/**
 * `bench cost`: what one conversation costs the desk in CPU time, by thread. A fixed number of
 * stories (session, open with a first message, the agent's answer, close; 40 agents' sockets open)
 * through HTTP, as many at once as there are clients. CPU time and not the clock on the wall, so
 * that a busy machine changes the figure little.
 */
import { connect, signIn } from "../../deploy/demo/client.ts";
import { many, SMOKE_COMPANY } from "../companies/smoke.ts";
import { type DeskProcess, startDesk } from "../desk_process.ts";
import { type Figure, writeFigures } from "../figures.ts";
import { threadsMs } from "../watch.ts";

/** As many conversations under way as smoke has at its rate. */
const CLIENTS = 24;
const WARM_STORIES = 1_500;
/** So many that the limit of one session (40 requests a second) is far from the rate reached. */
const AGENTS = 40;
const COMPANY = {
  ...SMOKE_COMPANY,
  people: [
    ...many(AGENTS, "wide", "wide", 60),
    ...SMOKE_COMPANY.people.filter(({ account }) => !account.startsWith("wide")),
  ],
};
/** Until the records have what was said. */
const SETTLE_MS = 2_000;

type Post = (path: string, headers: Record<string, string>, body: unknown) => Promise<Answer>;
interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Requests of one visitor's address, so that limits per address stay as shipped. */
function postFrom(base: string, number: number): Post {
  const client = Deno.createHttpClient({ localAddress: `127.0.1.${number % 250 + 1}` });
  return async (path, headers, body) => {
    const response = await fetch(`${base}${path}`, {
      method: "POST",
      headers: {
        ...headers,
        origin: base,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      body: JSON.stringify(body),
      client,
    } as RequestInit);
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : JSON.parse(text) };
  };
}

/** One conversation from its session to its end. */
async function story(post: Post, agents: Map<string, string>): Promise<boolean> {
  const begun = await post("/api/v1/visitor/sessions", {}, { route: "wide-web", language: "zh" });
  const visitor = { authorization: `Bearer ${begun.body.token}` };
  const opened = await post("/api/v1/visitor/conversations", visitor, {
    route: "wide-web",
    language: "zh",
    message: { kind: "text", text: "在吗？这款还有货吗？" },
  });
  const { agent } = (opened.body.opened ?? {}) as { agent?: string };
  const cookie = agents.get(agent ?? "");
  if (cookie === undefined) return false;
  const path = `/api/v1/conversations/${opened.body.conversation}`;
  const body = { kind: "text", text: "您好，有货的，今天下单今天发。" };
  const answered = await post(`${path}/messages`, { cookie }, { body });
  const closed = await post(`${path}/close`, { cookie }, { topic: "other" });
  return answered.status === 201 && closed.status === 200;
}

async function stories(base: string, agents: Map<string, string>, count: number) {
  let left = count;
  let failed = 0;
  await Promise.all(Array.from({ length: CLIENTS }, async () => {
    while (left > 0) {
      const number = left--;
      if (!await story(postOf(base, number), agents)) failed++;
    }
  }));
  return failed;
}

const posts = new Map<number, Post>();
function postOf(base: string, number: number): Post {
  const at = number % 250;
  const found = posts.get(at) ?? postFrom(base, at);
  posts.set(at, found);
  return found;
}

async function staffed(base: string): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const { account, agent } of COMPANY.people) {
    if (agent === undefined || !account.startsWith("wide")) continue;
    const client = await signIn(base, account, COMPANY.password);
    await connect(client, "agent", () => {});
    await postOf(base, cookies.size)("/api/v1/agent/presence", client.headers, {
      presence: "online",
    });
    cookies.set(agent, client.headers.cookie);
  }
  return cookies;
}

/** Commands accepted and batches stored so far, from the desk's own gauges. */
async function stored(base: string): Promise<{ commands: number; batches: number }> {
  const text = await (await fetch(`${base}/metrics`)).text();
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`^tidegate_partition_${name}\\{.*\\} (\\d+)`, "gm"))]
      .reduce((all, [, value]) => all + Number(value), 0);
  return { commands: sum("commands"), batches: sum("sequence") };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, SETTLE_MS));

async function figuresOf(desk: DeskProcess, count: number): Promise<Figure[]> {
  const agents = await staffed(desk.base);
  await stories(desk.base, agents, WARM_STORIES);
  await settled();
  const before = await threadsMs(desk.pid);
  const storedBefore = await stored(desk.base);
  const began = performance.now();
  const failed = await stories(desk.base, agents, count);
  const perSecond = count / (performance.now() - began) * 1_000;
  const { commands, batches } = await stored(desk.base);
  const perBatch = (commands - storedBefore.commands) / (batches - storedBefore.batches);
  await settled();
  const used = [...await threadsMs(desk.pid)]
    .map(([thread, ms]) => [thread, (ms - (before.get(thread) ?? 0)) / count] as const)
    .filter(([, ms]) => ms >= 0.005).sort((a, b) => b[1] - a[1]);
  const all = used.reduce((sum, [, ms]) => sum + ms, 0);
  const part = ([thread, ms]: readonly [string, number]): Figure => ({
    name: `cost.cpu_ms.${thread.replace(/[^A-Za-z0-9]+/g, "_").toLowerCase()}`,
    value: ms,
    unit: "ms",
  });
  return [
    {
      name: "cost.cpu_ms_per_conversation",
      value: all,
      unit: "ms",
      goal: "≤ 1.3",
      met: all <= 1.3,
    },
    ...used.map(part),
    { name: "cost.commands_per_batch", value: perBatch, unit: "" },
    { name: "cost.conversations_per_s", value: perSecond, unit: "1/s" },
    { name: "cost.failed", value: failed, unit: "", goal: "≤ 0", met: failed === 0 },
  ];
}

/** True when every story went well; the goal is shown and not judged. */
export async function runCost(
  count: number,
  json: string | undefined,
  runtime: string[] = [],
): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-cost-" });
  const desk = await startDesk(`${folder}/data`, COMPANY, 0, [], runtime);
  const figures = await figuresOf(desk, count).finally(() => desk.stop());
  await writeFigures(json, "cost", figures);
  await Deno.remove(folder, { recursive: true });
  return figures.at(-1)!.met === true;
}
