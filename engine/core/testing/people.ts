import type { CommandBodies, CommandType } from "../../contract/wire/commands.ts";
import { advance, createDesk, type Desk, enrol, give, open } from "./desk.ts";

/** Agents and visitors as actors: a desk in each of their states, and what is tried in it. */

export const AGENT_STATES = [
  "unknown",
  "offline",
  "online",
  "busy",
  "break",
  "lost",
  "unconfirmed",
  "gone",
  "removed",
] as const;
export type AgentState = (typeof AGENT_STATES)[number];

export function deskWithAgent(state: AgentState): Desk {
  const desk = createDesk();
  if (state === "unknown") return desk;
  enrol(desk, "ann");
  switch (state) {
    case "offline":
    case "busy":
    case "break":
      give(desk, "agent:ann", "agent.presence", { agent: "ann", presence: state });
      break;
    case "lost":
    case "gone":
      give(desk, "agent:ann", "agent.disconnect", { agent: "ann", session: "ann1", gateway: "g1" });
      break;
    case "unconfirmed":
      give(desk, "engine", "gateway.lapse", { gateway: "g1" });
      break;
    case "removed":
      give(desk, "admin:root", "roster.remove", { agent: "ann" });
  }
  if (state === "gone") advance(desk, 45_000);
  return desk;
}

export const VISITOR_STATES = [
  "unknown",
  "here",
  "hidden",
  "gone",
  "passedOver",
  "blocked",
  "erased",
] as const;
export type VisitorState = (typeof VISITOR_STATES)[number];

export function deskWithVisitor(state: VisitorState): Desk {
  const desk = createDesk();
  if (state === "unknown") return desk;
  open(desk, "c", { visitor: "v" });
  const report = (presence: "here" | "hidden" | "gone") =>
    give(desk, "visitor:v", "visitor.presence", { visitor: "v", presence, gateway: "g1" });
  if (state === "here" || state === "hidden") report(state);
  if (state === "gone" || state === "passedOver") report("gone");
  if (state === "passedOver") advance(desk, 60_000);
  if (state === "blocked") {
    give(desk, "supervisor:sue", "visitor.block", { visitor: "v", blocked: true });
  }
  if (state === "erased") give(desk, "admin:root", "visitor.erase", { visitor: "v" });
  return desk;
}

/** The deadline that stands for the agent or the visitor, as the engine would fire it. */
export function expiry(
  desk: Desk,
): CommandBodies["agent.expire"] & CommandBodies["visitor.expire"] {
  const workspace = [...desk.state.workspaces.values()][0];
  const alarmAt = workspace.agents[0]?.alarmAt ?? 0;
  const goneDue = workspace.visitors.table.column.goneDue[0];
  const dueAt = Math.max(alarmAt, goneDue);
  desk.now = Math.max(desk.now, dueAt);
  return { agent: "ann", visitor: "v", dueAt };
}

export interface PersonRow {
  by: string;
  type: CommandType;
  body: object | "expiry";
  cells: string;
}
