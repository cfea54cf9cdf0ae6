import assert from "node:assert/strict";
import { PRODUCES } from "../contract/wire/produces.ts";
import { commit, decide } from "./mod.ts";
import { createDesk, open, WORKSPACE } from "./testing/desk.ts";
import { checkAssignments, checkInvariants } from "./testing/invariants.ts";
import { AGENT_ROWS, VISITOR_ROWS } from "./testing/people_table.ts";
import { COMMAND_ROWS } from "./testing/transition_table.ts";

Deno.test("tables - no command is missing from the transition tables", () => {
  const tabled = new Set([...COMMAND_ROWS, ...AGENT_ROWS, ...VISITOR_ROWS].map(({ type }) => type));
  const elsewhere = [
    "adjustment.revert",
    "agent.adjust",
    "clock.adjust",
    "config.change",
    "config.publish",
    "config.withdraw",
    "gateway.lapse",
    "group.adjust",
    "workspace.expire",
  ];
  const missing = Object.keys(PRODUCES).filter((type) => !tabled.has(type as never));
  assert.deepEqual(missing.sort(), elsewhere);
});

Deno.test("invariants - catch a waiting line beside a free agent", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "first");
  open(desk, "c");
  const envelope = { id: "k", level: 1, workspace: WORKSPACE, by: "agent:ann" } as const;
  const close = { type: "conversation.close", ...envelope, conversation: "first" } as const;
  const decision = decide(desk.state, close, desk.now);
  assert.ok(decision.ok);
  commit(desk.state, decision.drafts, WORKSPACE, desk.now, "agent:ann");
  assert.throws(() => checkInvariants(desk), /waits beside ann/);
});

Deno.test("invariants - catch one who overtakes in a line", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 0 } });
  open(desk, "early");
  desk.now += 10;
  open(desk, "late");
  const [workspace] = desk.state.workspaces.values();
  const record = { ...workspace.agents[0].record, capacityUnits: 20 };
  const put = decide(desk.state, {
    type: "roster.put",
    id: "k",
    level: 1,
    workspace: WORKSPACE,
    by: "admin:root",
    agent: "ann",
    record,
  }, desk.now);
  assert.ok(put.ok);
  commit(desk.state, put.drafts, WORKSPACE, desk.now, "admin:root");
  const why = { code: "drained" } as const;
  const assigned = (conversation: string) =>
    [{ type: "conversation.assigned", conversation, agent: "ann", group: "sales", why }] as const;
  checkAssignments(desk, [...assigned("early")]);
  assert.throws(() => checkAssignments(desk, [...assigned("late")]), /early came before late/);
});
