import type { People } from "./story.ts";

/** What the runner hands to the load scripts beside the visitors' stories. */
export interface CampaignPlan {
  route: string;
  people: People;
  seed: number;
  /** Agents come on in the head; nobody arrives in the tail, and everything settles. */
  headMs: number;
  loadMs: number;
  tailMs: number;
  agents: Seat[];
  supervisor: Seat;
  visitorUsers: number;
  agentUsers: number;
}

/** Somebody of the staff, signed in already. */
export interface Seat {
  account: string;
  cookie: string;
}
