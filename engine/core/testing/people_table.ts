import { recordOf } from "./desk.ts";
import type { PersonRow } from "./people.ts";

/** One cell per state in the order of AGENT_STATES: own events, `-` for none, `!` and the refusal. */
export const AGENT_ROWS: PersonRow[] = [
  {
    by: "agent:ann",
    type: "agent.presence",
    body: { "agent": "ann", "presence": "online" },
    cells:
      "!not_found | agent.presence_changed | - | agent.presence_changed | agent.presence_changed | - | - | - | !not_found",
  },
  {
    by: "agent:ann",
    type: "agent.presence",
    body: { "agent": "ann", "presence": "busy" },
    cells:
      "!not_found | agent.presence_changed | agent.presence_changed | - | agent.presence_changed | agent.presence_changed | agent.presence_changed | agent.presence_changed | !not_found",
  },
  {
    by: "agent:ann",
    type: "agent.presence",
    body: { "agent": "ann", "presence": "break" },
    cells:
      "!not_found | agent.presence_changed | agent.presence_changed | agent.presence_changed | - | agent.presence_changed | agent.presence_changed | agent.presence_changed | !not_found",
  },
  {
    by: "agent:ann",
    type: "agent.presence",
    body: { "agent": "ann", "presence": "offline" },
    cells:
      "!not_found | - | agent.presence_changed | agent.presence_changed | agent.presence_changed | agent.presence_changed | agent.presence_changed | agent.presence_changed | !not_found",
  },
  {
    by: "agent:bob",
    type: "agent.presence",
    body: { "agent": "ann", "presence": "busy" },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "supervisor:sue",
    type: "agent.presence",
    body: { "agent": "ann", "presence": "busy" },
    cells:
      "!not_found | agent.presence_changed | agent.presence_changed | - | agent.presence_changed | agent.presence_changed | agent.presence_changed | agent.presence_changed | !not_found",
  },
  {
    by: "visitor:v",
    type: "agent.presence",
    body: { "agent": "ann", "presence": "busy" },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "agent:ann",
    type: "agent.connect",
    body: { "agent": "ann", "session": "ann1", "gateway": "g1" },
    cells:
      "!not_found | - | - | - | - | agent.connected | agent.connected | agent.connected | !not_found",
  },
  {
    by: "agent:ann",
    type: "agent.connect",
    body: { "agent": "ann", "session": "tab2", "gateway": "g2" },
    cells:
      "!not_found | agent.connected | agent.connected | agent.connected | agent.connected | agent.connected | agent.connected | agent.connected | !not_found",
  },
  {
    by: "agent:bob",
    type: "agent.connect",
    body: { "agent": "ann", "session": "tab2", "gateway": "g2" },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "agent:ann",
    type: "agent.disconnect",
    body: { "agent": "ann", "session": "ann1", "gateway": "g1" },
    cells:
      "!not_found | agent.disconnected | agent.disconnected | agent.disconnected | agent.disconnected | - | agent.disconnected | - | !not_found",
  },
  {
    by: "agent:ann",
    type: "agent.disconnect",
    body: { "agent": "ann", "session": "tab2", "gateway": "g2" },
    cells: "!not_found | - | - | - | - | - | - | - | !not_found",
  },
  {
    by: "agent:ann",
    type: "conversation.take",
    body: { "agent": "ann" },
    cells:
      "!not_found | !not_eligible | !not_found | !not_found | !not_eligible | !not_eligible | !not_eligible | !not_eligible | !not_found",
  },
  {
    by: "agent:bob",
    type: "conversation.take",
    body: { "agent": "ann" },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "engine",
    type: "agent.expire",
    body: "expiry",
    cells: "- | - | - | - | agent.presence_changed | agent.gone | agent.gone | - | -",
  },
  {
    by: "agent:ann",
    type: "agent.expire",
    body: { "agent": "ann", "dueAt": 1 },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "admin:root",
    type: "roster.put",
    body: { "agent": "ann", "record": recordOf("ann") },
    cells:
      "roster.changed | roster.changed | roster.changed | roster.changed | roster.changed | roster.changed | roster.changed | roster.changed | roster.changed",
  },
  {
    by: "agent:ann",
    type: "roster.put",
    body: { "agent": "ann", "record": recordOf("ann") },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "admin:root",
    type: "roster.remove",
    body: { "agent": "ann" },
    cells:
      "!not_found | roster.changed | roster.changed | roster.changed | roster.changed | roster.changed | roster.changed | roster.changed | !not_found",
  },
];

/** The same for VISITOR_STATES. */
export const VISITOR_ROWS: PersonRow[] = [
  {
    by: "visitor:v",
    type: "visitor.presence",
    body: { "visitor": "v", "presence": "here", "gateway": "g1" },
    cells:
      "- | - | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed",
  },
  {
    by: "visitor:v",
    type: "visitor.presence",
    body: { "visitor": "v", "presence": "hidden", "gateway": "g1" },
    cells:
      "- | visitor.presence_changed | - | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed | visitor.presence_changed",
  },
  {
    by: "visitor:v",
    type: "visitor.presence",
    body: { "visitor": "v", "presence": "gone", "gateway": "g1" },
    cells:
      "- | visitor.presence_changed | visitor.presence_changed | - | - | visitor.presence_changed | visitor.presence_changed",
  },
  {
    by: "visitor:other",
    type: "visitor.presence",
    body: { "visitor": "v", "presence": "gone", "gateway": "g1" },
    cells:
      "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
  },
  {
    by: "agent:ann",
    type: "visitor.update",
    body: { "visitor": "v", "card": "k.A", "key": "key-v" },
    cells:
      "visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | visitor.updated | !closed",
  },
  {
    by: "visitor:other",
    type: "visitor.update",
    body: { "visitor": "v", "card": "k.A", "key": "key-v" },
    cells:
      "!not_found | !not_found | !not_found | !not_found | !not_found | !not_found | !not_found",
  },
  {
    by: "supervisor:sue",
    type: "visitor.block",
    body: { "visitor": "v", "blocked": true },
    cells:
      "visitor.blocked | closed visitor.blocked | closed visitor.blocked | closed visitor.blocked | closed visitor.blocked | - | !closed",
  },
  {
    by: "supervisor:sue",
    type: "visitor.block",
    body: { "visitor": "v", "blocked": false },
    cells: "- | - | - | - | - | visitor.blocked | !closed",
  },
  {
    by: "agent:ann",
    type: "visitor.block",
    body: { "visitor": "v", "blocked": true },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "visitor:v",
    type: "visitor.block",
    body: { "visitor": "v", "blocked": true },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "admin:root",
    type: "visitor.erase",
    body: { "visitor": "v" },
    cells:
      "visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | closed visitor.erased | visitor.erased | visitor.erased",
  },
  {
    by: "agent:ann",
    type: "visitor.erase",
    body: { "visitor": "v" },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "engine",
    type: "visitor.erasureCompleted",
    body: { "visitor": "v" },
    cells:
      "visitor.erasure_completed | visitor.erasure_completed | visitor.erasure_completed | visitor.erasure_completed | visitor.erasure_completed | visitor.erasure_completed | visitor.erasure_completed",
  },
  {
    by: "admin:root",
    type: "visitor.erasureCompleted",
    body: { "visitor": "v" },
    cells:
      "!forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden | !forbidden",
  },
  {
    by: "engine",
    type: "visitor.expire",
    body: "expiry",
    cells: "- | - | visitor.presence_changed | visitor.presence_changed | - | - | -",
  },
  {
    by: "engine",
    type: "visitor.expire",
    body: { "visitor": "v", "dueAt": 1 },
    cells: "- | - | - | - | - | - | -",
  },
];
