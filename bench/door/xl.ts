/**
 * `bench xl`: very many wait at once. How long one visitor among them is not answered, and how long
 * a killed engine takes until it decides again, with everybody in line as before.
 */
import { DOOR_ROUTE, doorCompany } from "../companies/door.ts";
import { type Figure, writeFigures } from "../figures.ts";
import { type Goal, judged } from "../goals.ts";
import { verifyDoor } from "../verified.ts";
import { type DoorClient, openClient } from "./client.ts";
import { promisesOf } from "./promises.ts";
import { type DoorStage, startDoor } from "./stage.ts";
import { createTally, fail, failed, p99, type Tally } from "./tally.ts";

export const XL = {
  name: "xl",
  about: "a million wait in the lines of 64 companies, and their engine is killed",
  companies: 64,
  /** People who wait; `--size` says otherwise. */
  size: 1_000_000,
  /** In which one comes and goes every so often while all the others wait. */
  seconds: 20,
} as const;

/**
 * What has to hold; nobody is assigned, so that P2 and P3 have nothing to judge. How long pause and
 * restart may be is nowhere promised, so they are only told.
 */
const GOALS: Goal[] = [
  { figure: "lost_by_restart", max: 0 },
  ...["failed", "lost"].map((figure) => ({ figure, max: 0 })),
];
/** Who come at once while the lines fill. */
const LOOPS = 512;
/** Conversations whose history is kept; the journal is judged whole. */
const KEPT_MAX = 100_000;
const COMES_EVERY_MS = 20;
const LOOK_EVERY_MS = 50;
/** Ten minutes: a million folded again at a few thousand a second. */
const RESTART_MS_MAX = 600_000;

interface Xl {
  client: DoorClient;
  tally: Tally;
}

async function open({ client, tally }: Xl, company: number, visitor: string, kept: boolean) {
  const at = performance.now();
  const opening = { visitor, route: DOOR_ROUTE };
  const answer = await client.command(company, "conversation.open", opening, kept);
  if (answer?.ok) tally.openMs.push(performance.now() - at);
  else fail(tally, `conversation.open: ${answer?.error?.code ?? "no answer"}`);
  return answer?.result?.conversation;
}

async function fill(xl: Xl, size: number): Promise<void> {
  const keptEvery = Math.ceil(size / KEPT_MAX);
  let number = 0;
  await Promise.all(Array.from({ length: LOOPS }, async () => {
    while (number < size) {
      const own = number++;
      await open(xl, own % XL.companies, `x${own}`, own % keptEvery === 0);
    }
  }));
}

/** Latencies of opens while all the others wait; each closes again. */
async function visit({ client, tally }: Xl, seconds: number): Promise<number[]> {
  const alone: Xl = { client, tally: { ...tally, openMs: [] } };
  const until = performance.now() + seconds * 1_000;
  const visits: Promise<void>[] = [];
  for (let number = 0; performance.now() < until; number++) {
    visits.push((async () => {
      const company = number % XL.companies;
      const conversation = await open(alone, company, `y${number}`, true);
      if (conversation === undefined) return;
      const closed = await client.command(
        company,
        "conversation.close",
        { conversation },
        true,
      );
      if (!closed?.ok) fail(tally, `conversation.close: ${closed?.error?.code ?? "no answer"}`);
    })());
    await new Promise((resolve) => setTimeout(resolve, COMES_EVERY_MS));
  }
  await Promise.all(visits);
  return alone.tally.openMs;
}

/** How many wait, by the engine's own word; NaN when a company's engine does not answer. */
async function waiting(client: DoorClient): Promise<number> {
  const all = await Promise.all(Array.from({ length: XL.companies }, async (_, company) => {
    const live = await client.query(company, "workspace.live", {});
    const groups = live?.answer?.groups;
    return groups?.reduce((sum, one) => sum + one.waiting, 0) ?? NaN;
  }));
  return all.reduce((sum, one) => sum + one, 0);
}

/** The process says that it is up before its partitions decide: only their answers tell. */
async function waitingAgain(client: DoorClient, until: number): Promise<number> {
  for (;;) {
    const count = await waiting(client);
    if (Number.isFinite(count) || performance.now() > until) return count;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function measure(stage: DoorStage, client: DoorClient, size: number, seconds: number) {
  const xl: Xl = { client, tally: createTally() };
  const began = performance.now();
  await fill(xl, size);
  const perSecond = size / (performance.now() - began) * 1_000;
  const alone = await visit(xl, seconds);
  const before = await waiting(client);
  const { engineBytes } = await stage.used();
  const killedAt = performance.now();
  await stage.killEngine();
  const after = await waitingAgain(client, killedAt + RESTART_MS_MAX);
  const restartMs = performance.now() - killedAt;
  const own = (figure: string, value: number, unit: string, note?: string): Figure => ({
    name: `${XL.name}.${figure}`,
    value,
    unit,
    note,
  });
  const reasons = [...xl.tally.failures].map(([why, count]) => `${why} ${count}`).join(", ");
  return [
    own("waiting", before, ""),
    own("fill_opens_per_s", perSecond, "1/s"),
    own("open_p99_ms", p99(alone), "ms", `${alone.length} came while they waited`),
    own("pause_ms_max", Math.max(...alone), "ms"),
    own("restart_ms", restartMs, "ms", "from kill -9 until every company is answered"),
    own("lost_by_restart", before - after, ""),
    own("engine_mb", engineBytes / 2 ** 20, "MB", "the whole process, garbage included"),
    own("failed", failed(xl.tally), "", reasons),
  ];
}

export async function runXl(
  { size, seconds, json }: { size: number; seconds: number; json?: string },
): Promise<boolean> {
  console.log(`${XL.name}: ${XL.about}; ${size} of them`);
  const folder = await Deno.makeTempDir({ prefix: "tidegate-xl-" });
  const companies = Array.from(
    { length: XL.companies },
    (_, index) => doorCompany(`company-${index + 1}`, 0, 0),
  );
  const stage = await startDoor({ folder: `${folder}/nats`, companies, followed: false });
  try {
    const workspaces = companies.map(({ workspace }) => workspace);
    const client = await openClient(stage, workspaces, `${folder}/histories`);
    const measured = await measure(stage, client, size, seconds);
    await client.close();
    const verified = await verifyDoor(stage.operatorUrl, `${folder}/histories`);
    const figures = judged([...measured, ...promisesOf(XL.name, verified)], GOALS, XL.name);
    await writeFigures(json, XL.name, figures, { seconds });
    return verified.kept && figures.every(({ met }) => met !== false);
  } finally {
    await stage.stop();
    await Deno.remove(folder, { recursive: true });
  }
}
