/** One campaign from the desk's start to the report, with the promises judged at the end. */
import { campaignCompany } from "./companies/campaign.ts";
import type { Campaign } from "./campaigns.ts";
import { type DeskProcess, startDesk } from "./desk_process.ts";
import { campaignFigures } from "./campaign_figures.ts";
import { type Figure, writeFigures } from "./figures.ts";
import { judged } from "./goals.ts";
import { interruptible } from "./interruption.ts";
import type { CampaignPlan } from "./plan/campaign_plan.ts";
import { secondsOf, storiesOf } from "./plan/story.ts";
import { readHistory } from "./report/history_read.ts";
import { reportPage } from "./report/page.ts";
import { runK6 } from "./run_k6.ts";
import { signInAll } from "./staff.ts";
import { verifyCounted } from "./verified.ts";
import { type Watch, watch } from "./watch.ts";

export interface CampaignOptions {
  seed: number;
  json?: string;
  /** Where the page goes; beside the JSON, or in the present folder. */
  report: string;
  target?: string;
  /** Data folder of a target on this machine, so that it can be verified. */
  data?: string;
}

/** People whom one virtual user drives: each costs k6 memory, each user has its own address. */
const VISITORS_PER_USER = 50;
const AGENTS_PER_USER = 25;
const VISITOR_USERS_MAX = 240;
const HEAD_MS_LEAST = 4_000;
const HEAD_MS_PER_AGENT = 30;

export async function runCampaign(campaign: Campaign, options: CampaignOptions): Promise<boolean> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-bench-" });
  const data = options.target ? options.data : `${folder}/data`;
  const company = campaignCompany(campaign.agents, campaign.leftAfterMs);
  const desk = options.target ? undefined : await startDesk(data!, company);
  const base = options.target ?? desk!.base;
  const restMb = desk ? await desk.memoryBytes() / 2 ** 20 : NaN;
  const accounts = company.people.map((one) => one.account).filter((one) => one !== "admin");
  const seats = await signInAll(base, accounts, company.password);
  const observer = watch(base, desk?.pid);
  const interruption = interruptible();
  const cpuBefore = desk ? await desk.cpuMs() : NaN;
  const driven = await drive(campaign, options, { folder, base, seats, interruption });
  await observer.stop();
  interruption.done();
  const cpuMs = await settled(desk) - cpuBefore;
  await desk?.stop();
  const reading = readHistory(await Deno.readTextFile(driven.history));
  const partial = interruption.happened();
  const minima = partial ? "none" : campaign.minima;
  const verified = data
    ? await verifyCounted(data, company.workspace, [driven.history], minima)
    : undefined;
  const ramp = campaign.goals.length === 0;
  const parts = { reading, samples: observer.samples, verified, cpuMs, restMb, ramp };
  const figures = judged(campaignFigures(campaign.name, parts), campaign.goals, campaign.name);
  await publish(campaign, options, { figures, observer, parts, partial });
  await Deno.remove(folder, { recursive: true });
  const met = figures.every((one) => one.met !== false);
  return driven.success && (verified?.kept ?? true) && (met || partial);
}

interface Driving {
  folder: string;
  base: string;
  seats: CampaignPlan["agents"];
  interruption: ReturnType<typeof interruptible>;
}

async function drive(campaign: Campaign, { seed }: CampaignOptions, driving: Driving) {
  const { folder, base, seats, interruption } = driving;
  const stories = storiesOf(campaign.shape, campaign.people, seed);
  const agents = seats.filter(({ account }) => account !== "wall");
  const plan: CampaignPlan = {
    route: "front-web",
    people: campaign.people,
    seed,
    headMs: HEAD_MS_LEAST + HEAD_MS_PER_AGENT * agents.length,
    loadMs: secondsOf(campaign.shape) * 1_000,
    tailMs: campaign.tailSeconds * 1_000,
    agents,
    supervisor: seats.find(({ account }) => account === "wall")!,
    visitorUsers: Math.min(VISITOR_USERS_MAX, Math.ceil(stories.length / VISITORS_PER_USER)),
    agentUsers: Math.ceil(agents.length / AGENTS_PER_USER),
  };
  await Deno.writeTextFile(`${folder}/plan.json`, JSON.stringify(plan));
  await Deno.writeTextFile(`${folder}/stories.json`, JSON.stringify(stories));
  console.log(`${campaign.name}: ${campaign.about}; ${stories.length} visitors, seed ${seed}`);
  return await runK6({
    script: "scenarios/campaign.ts",
    folder,
    environment: {
      TARGET: base,
      PLAN: `${folder}/plan.json`,
      STORIES: `${folder}/stories.json`,
    },
    begun: interruption.forward,
  });
}

const SETTLE_MS = 2_000;

/** CPU of the whole run once the records have what was said. */
async function settled(desk: DeskProcess | undefined): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return desk ? await desk.cpuMs() : NaN;
}

interface Published {
  figures: Figure[];
  observer: Watch;
  parts: Parameters<typeof campaignFigures>[1];
  partial: boolean;
}

async function publish(
  campaign: Campaign,
  { json, report, seed, target }: CampaignOptions,
  { figures, observer, parts, partial }: Published,
): Promise<void> {
  const of = { seed, seconds: secondsOf(campaign.shape), partial };
  const document = await writeFigures(json, campaign.name, figures, of);
  const page = reportPage({
    document,
    about: campaign.about,
    target: target ?? "embedded",
    partial,
    reading: parts.reading,
    samples: observer.samples,
    limits: observer.limits,
    verified: parts.verified,
  });
  await Deno.writeTextFile(report, page);
  console.log(`report: ${report}`);
}
