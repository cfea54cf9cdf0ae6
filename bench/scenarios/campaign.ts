/**
 * A campaign as a company lives it: visitors arrive when the plan says so, whatever the desk does
 * (an open model), wait with their sockets open, talk, give up or come back; agents answer as
 * people do, one conversation after the other. One virtual user drives many people, because each
 * costs k6 memory and an address of its own.
 */
import { SharedArray } from "k6/data";
import exec from "k6/execution";
import { shift } from "./shift.ts";
import { visit } from "./visit.ts";
import { wall } from "./wall.ts";
import type { CampaignPlan } from "../plan/campaign_plan.ts";
import type { VisitorStory } from "../plan/story.ts";

const plan = new SharedArray("plan", () => [JSON.parse(open(__ENV.PLAN))]) as unknown as [
  CampaignPlan,
];
const stories = new SharedArray("stories", () => JSON.parse(open(__ENV.STORIES))) as unknown as
  & VisitorStory[]
  & { length: number };

const { visitorUsers, agentUsers, headMs, loadMs, tailMs } = plan[0];
const WHOLE_MS = headMs + loadMs + tailMs;

const crew = (name: string, vus: number) => ({
  executor: "per-vu-iterations",
  exec: name,
  vus,
  iterations: 1,
  maxDuration: `${Math.ceil(WHOLE_MS / 1_000) + 60}s`,
});

export const options = {
  scenarios: {
    agents: crew("agents", agentUsers),
    visitors: crew("visitors", visitorUsers),
    supervisor: crew("supervisor", 1),
  },
};

export function agents(): void {
  const { agents, people, seed } = plan[0];
  const number = exec.scenario.iterationInTest;
  const mine = agents.filter((_, index) => index % agentUsers === number);
  mine.forEach((one, index) =>
    shift(one, { people, seed: seed + number * 1_000 + index, endMs: WHOLE_MS })
  );
}

export function visitors(): void {
  const number = exec.scenario.iterationInTest;
  const { route } = plan[0];
  for (let index = number; index < stories.length; index += visitorUsers) {
    const story = stories[index];
    const dueMs = headMs + story.at;
    const due = Date.now() + dueMs;
    setTimeout(() => visit(story, { route, due, leftMs: WHOLE_MS - dueMs }), dueMs);
  }
}

export function supervisor(): void {
  wall(plan[0].supervisor, WHOLE_MS);
}

export function handleSummary(data: unknown): Record<string, string> {
  return { [__ENV.SUMMARY]: JSON.stringify(data) };
}
