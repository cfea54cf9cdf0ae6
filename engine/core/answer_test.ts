import assert from "node:assert/strict";
import type { Event } from "../contract/wire/events.ts";
import { answer, commit, createPartition, decide, feedItem, query } from "./mod.ts";
import { createDesk, type Desk, give, open, say, WORKSPACE } from "./testing/desk.ts";

const C = { conversation: "c" };

/** Decides and commits without working off the agenda; the own events of a command. */
function own(desk: Desk, command: object): { command: never; events: Event[] } {
  const whole = { id: "k", level: 1, workspace: WORKSPACE, ...command } as never;
  const decision = decide(desk.state, whole, desk.now);
  if (!decision.ok) throw new Error(decision.error.code);
  const { by } = whole as { by: "engine" };
  return { command: whole, events: commit(desk.state, decision.drafts, WORKSPACE, desk.now, by) };
}

const opening = (conversation: string) => ({
  type: "conversation.open",
  by: `visitor:${conversation}`,
  conversation,
  visitor: conversation,
  key: "k",
  channel: "web",
  route: "front",
});

Deno.test("answer - an opening says where it went", () => {
  const desk = createDesk({}, { ann: {} });
  const first = own(desk, opening("c1"));
  const served = answer(first.command, first.events, desk.state);
  assert.deepEqual(served.ok && served.result.opened, { state: "assigned", agent: "ann" });
  const second = own(desk, opening("c2"));
  const waiting = answer(second.command, second.events, desk.state);
  assert.deepEqual(waiting.ok && waiting.result.opened, { state: "waiting", position: 1 });
});

Deno.test("answer - a message says its place, a no-op where the workspace stands", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  const message = { message: "m", body: "text", sealed: "k.A", visibility: "all" };
  const said = own(desk, { type: "conversation.message", by: "visitor:v", ...C, ...message });
  assert.deepEqual(answer(said.command, said.events, desk.state), {
    ok: true,
    seq: said.events[0].seq,
    result: { conversation: "c", message: "m" },
  });
  const nothing = own(desk, {
    type: "agent.presence",
    by: "agent:ann",
    agent: "ann",
    presence: "online",
  });
  const reply = answer(nothing.command, nothing.events, desk.state);
  assert.equal(reply.ok && reply.seq, said.events[0].seq);
});

Deno.test("feed - addresses owner, former owner and receiver; the visitor only what is public", () => {
  const desk = createDesk({}, { ann: {}, bob: { memberships: [{ group: "service", weight: 1 }] } });
  open(desk, "c", { visitor: "v" });
  const fed = (command: object) => {
    const { events } = own(desk, command);
    return events.map((event) => feedItem(desk.state, event)!);
  };
  const message = { message: "n", body: "text", sealed: "k.A", visibility: "staff" };
  const [note] = fed({ type: "conversation.message", by: "agent:ann", ...C, ...message });
  assert.deepEqual([note.agents, note.visitor], [["ann"], undefined]);
  const [offer] = fed({
    type: "conversation.transfer",
    by: "agent:ann",
    ...C,
    to: { agent: "bob" },
  });
  assert.deepEqual([offer.agents, offer.visitor], [["ann", "bob"], undefined]);
  const [moved] = fed({ type: "conversation.acceptTransfer", by: "agent:bob", ...C });
  assert.deepEqual([moved.agents, moved.visitor], [["ann", "bob"], "v"]);
  assert.equal(moved.after?.agent, "bob");
});

Deno.test("feed - every event names the one before, for staff and for the visitor", () => {
  const desk = createDesk({}, { ann: {} });
  const items = own(desk, opening("c")).events.map((event) => feedItem(desk.state, event)!);
  const note = { message: "n", body: "text", sealed: "k.A", visibility: "staff" };
  const word = { ...note, message: "w", visibility: "all" };
  for (const message of [note, word]) {
    const { events } = own(desk, {
      type: "conversation.message",
      by: "agent:ann",
      ...C,
      ...message,
    });
    items.push(...events.map((event) => feedItem(desk.state, event)!));
  }
  const [opened, assigned, noted, said] = items;
  assert.deepEqual([opened.prev, assigned.prev], [0, opened.event.seq]);
  assert.deepEqual([noted.prev, said.prev], [assigned.event.seq, noted.event.seq]);
  assert.equal(said.publicPrev, assigned.event.seq);
});

Deno.test("query - what is not there is not found", () => {
  const desk = createDesk();
  const none = (name: "conversation.get" | "agent.live" | "group.live", ask: object) =>
    query(desk.state, WORKSPACE, name, ask as never, desk.now);
  assert.deepEqual(none("conversation.get", C), { code: "not_found" });
  assert.deepEqual(none("agent.live", { agent: "x" }), { code: "not_found" });
  assert.deepEqual(none("group.live", { group: "x", heads: 5 }), { code: "not_found" });
  assert.deepEqual(
    query(createPartition(0), "none", "workspace.live", {}, 0),
    { code: "not_found" },
  );
});

Deno.test("query - a group shows who waits, best first", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c");
  for (const [conversation, priority] of [["low", 6], ["vip", 0], ["mid", 4]] as const) {
    open(desk, conversation, { priority });
  }
  give(desk, "visitor:v-mid", "conversation.leave", { conversation: "mid" });
  const group = query(desk.state, WORKSPACE, "group.live", { group: "sales", heads: 9 }, desk.now);
  if ("code" in group) throw new Error("no group");
  assert.deepEqual(group.heads.map(({ conversation }) => conversation), ["vip", "low", "mid"]);
  const { waiting, left, online, free } = group;
  assert.deepEqual({ waiting, left, online, free }, { waiting: 2, left: 1, online: 1, free: 0 });
});

Deno.test("query - a desk shows open, parked and just closed work", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 60 } });
  for (const conversation of ["a", "b", "c"]) open(desk, conversation);
  give(desk, "agent:ann", "conversation.park", { conversation: "a" });
  give(desk, "agent:ann", "conversation.close", { conversation: "b" });
  say(desk, "visitor:v-c", "c");
  const live = query(desk.state, WORKSPACE, "agent.live", { agent: "ann" }, desk.now);
  if ("code" in live) throw new Error("no agent");
  const shown = live.conversations.map(({ conversation, state }) => `${conversation} ${state}`);
  assert.deepEqual(shown, ["a parked", "b closed", "c assigned"]);
  assert.equal(live.conversations[2].unread, 1);
});

Deno.test("query - a company counts each conversation at one desk, a parked one too", () => {
  const desk = createDesk({}, { ann: {}, bob: {}, eve: {} });
  const desks = () => {
    const live = query(desk.state, WORKSPACE, "workspace.live", {}, desk.now);
    if ("code" in live) throw new Error("no company");
    return live.desks!.map(({ agent, conversations }) => [agent, conversations]).sort();
  };
  assert.deepEqual(desks(), []);
  for (const id of ["a", "b", "c", "d"]) open(desk, id);
  assert.deepEqual(desks(), [["ann", 1], ["bob", 1], ["eve", 1]], "one waits in line");
  give(desk, "agent:ann", "conversation.park", { conversation: "a" });
  assert.deepEqual(desks(), [["ann", 2], ["bob", 1], ["eve", 1]]);
});

Deno.test("query - the counts of a company's desks are kept, and no conversation is looked at for them", () => {
  const desk = createDesk({}, { ann: { capacityUnits: 60 } });
  const desks = () => {
    const live = query(desk.state, WORKSPACE, "workspace.live", {}, desk.now);
    if ("code" in live) throw new Error("no company");
    return live.desks;
  };
  open(desk, "a");
  assert.deepEqual(desks(), [{ agent: "ann", conversations: 1 }]);
  open(desk, "b");
  const rows = desk.state.workspaces.get(WORKSPACE)!.conversations.column;
  const { owner } = rows;
  Object.assign(rows, { owner: undefined });
  assert.deepEqual(desks(), [{ agent: "ann", conversations: 2 }]);
  Object.assign(rows, { owner });
});
