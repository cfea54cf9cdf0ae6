/** What the wall costs while two hundred agents work in fifty groups. */
import type { Figure } from "../figures.ts";
import { call, connect } from "../../deploy/demo/client.ts";
import { AGENTS, CREW, ELSEWHERE, GROUPS, SUPERVISOR } from "./company.ts";
import { type Bench, deskPage, emptyPage, rendererSeconds } from "./chromium.ts";
import { come, type Guest, meanwhile } from "./visitors.ts";

const WATCHED_MS = 30_000;
const EMPTY_MS = 5_000;
/** Every second something else stands on the wall. */
const CONVERSATIONS_PER_SECOND = 5;
const OPEN_AT_ONCE = 150;
const AT_ONCE = 8;

/** Everybody takes work; returns what ends their sockets. */
async function everybody({ base, signIn }: Bench): Promise<() => void> {
  const waiting = await signIn(CREW);
  const lines: { close(): void }[] = [];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let seat = waiting.pop(); seat; seat = waiting.pop()) {
      const client = { base, headers: { cookie: seat.cookie } };
      lines.push(await connect(client, "agent", () => {}));
      await call(client, "POST", "/api/v1/agent/presence", { presence: "online" });
    }
  }));
  return () => lines.forEach((line) => line.close());
}

async function share(bench: Bench, ms: number): Promise<number> {
  const before = await rendererSeconds(bench.browser);
  const begunAt = performance.now();
  await new Promise((resolve) => setTimeout(resolve, ms));
  const elapsed = (performance.now() - begunAt) / 1000;
  return (await rendererSeconds(bench.browser) - before) / elapsed * 100;
}

export async function wall(bench: Bench): Promise<Figure[]> {
  const nothing = await emptyPage(bench);
  await nothing.page.goto(`${bench.base}/empty`);
  const empty = await share(bench, EMPTY_MS);
  await nothing.page.context().close();

  const home = await everybody(bench);
  const guests: Guest[] = [];
  let next = 0;
  const visit = async () => {
    guests.push(await come(bench.base, ELSEWHERE[next++ % ELSEWHERE.length]));
    if (guests.length > OPEN_AT_ONCE) await guests.shift()?.leave();
  };
  const { page } = await deskPage(bench, SUPERVISOR, "wall");
  await page.getByRole("row").nth(GROUPS - 1).waitFor();
  const used = await meanwhile(CONVERSATIONS_PER_SECOND, visit, () => share(bench, WATCHED_MS));
  await page.context().close();
  for (const guest of guests) await guest.leave();
  home();
  return [{
    name: "console.wall_core_percent",
    value: used,
    unit: "%",
    ratioTo: `an empty page takes ${empty.toFixed(2)} %`,
    note: `of a core, ${AGENTS} agents, ${GROUPS} groups, ` +
      `${CONVERSATIONS_PER_SECOND} conversations/s, over ${WATCHED_MS / 1000} s`,
  }];
}
