import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import type { EntriesPage, OpenResponse } from "../../engine/contract/wire/http.ts";
import type { AgentSummary } from "../../engine/contract/wire/queries.ts";
import { type House, openHouse, until, WORKSPACE } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";
import { program } from "../testing/programs.ts";
import { beatDue, continuationOf } from "./due.ts";

let house: House;
Deno.test.beforeAll(async () => {
  house = await openHouse();
  const times = { ...DEMO_CONFIGURATION.times, leftKeepMs: 1_000 };
  const admin = await staff(house, "admin");
  const document = { ...DEMO_CONFIGURATION, times };
  const published = await ask(house, admin, "POST", "/api/v1/configuration", document);
  assert.equal(published.status, 200, JSON.stringify(published.body));
});
Deno.test.afterAll(() => house.close());

const HOUR_MS = 3_600_000;
const stateOf = async (conversation: string) => {
  const reply = await house.gateway.bus.query(WORKSPACE, "conversation.get", { conversation });
  return reply.ok ? reply.answer.state : undefined;
};

Deno.test("due - forgotten parked work comes back to who parked it, once, and then goes on", async () => {
  const { gateway } = house;
  const anna = await visitor(house);
  const { who } = await atWork(house, "lin");
  const { conversation } = await opened(house, anna);
  await until(async () => await stateOf(conversation) === "assigned", "assigned");
  const parked = await ask(house, who, "POST", `/api/v1/conversations/${conversation}/park`, {
    dueAt: gateway.clock.wall() + HOUR_MS,
    note: "ring back",
  });
  assert.equal(parked.status, 200, JSON.stringify(parked.body));
  await until(async () => await stateOf(conversation) === undefined, "forgotten");
  const recorded = () => gateway.reading.conversation(WORKSPACE, conversation);
  const due = () => gateway.reading.due(WORKSPACE, gateway.clock.wall() + HOUR_MS, 10);
  await until(async () => (await due()).length === 1, "recorded as due later");
  await beatDue(gateway);
  const next = continuationOf(gateway, conversation);
  assert.equal(await stateOf(next), undefined);

  house.pass(HOUR_MS);
  await Promise.all([beatDue(gateway), beatDue(gateway)]);
  assert.equal(await stateOf(next), "assigned");
  const live = await gateway.bus.query(WORKSPACE, "conversation.get", { conversation: next });
  assert.equal(live.ok && live.answer.agent, "lin");
  await until(async () => (await recorded())?.continuedBy === next, "done in the records");
  assert.equal((await due()).length, 0);

  const path = `/api/v1/visitor/conversations/${conversation}/messages`;
  const body = { body: { kind: "text", text: "still there?" } };
  const said = await ask<OpenResponse>(house, anna, "POST", path, body);
  assert.equal(said.status, 201, JSON.stringify(said.body));
  const lines = await ask<{ entries: { message?: string }[] }>(
    house,
    anna,
    "GET",
    `/api/v1/visitor/conversations/${next}/entries`,
  );
  assert.ok(lines.body.entries.some((one) => one.message === said.body.message));
});

Deno.test("due - it asks for the skills of its opening, and says which of them are no more", async () => {
  const { gateway } = house;
  const { who } = await atWork(house, "lin");
  const admin = await staff(house, "admin");
  const erp = await program(house, "conversations:read", "conversations:write");
  const { agents } = (await ask<{ agents: AgentSummary[] }>(house, admin, "GET", "/api/v1/roster"))
    .body;
  const { record } = agents.find(({ agent }) => agent === "lin")!;
  const able = async (skills: Record<string, number>) => {
    const put = await ask(house, admin, "PUT", "/api/v1/roster/lin", { ...record, skills });
    assert.equal(put.status, 200, JSON.stringify(put.body));
  };
  await able({ english: 3, juggling: 2 });
  const { body: { conversation } } = await ask<OpenResponse>(
    house,
    erp,
    "POST",
    "/api/v1/conversations",
    { visitor: "buyer-1", route: "qishan-web", skills: { english: 2, juggling: 1 } },
  );
  await until(async () => await stateOf(conversation) === "assigned", "assigned");
  const path = `/api/v1/conversations/${conversation}/park`;
  const body = { dueAt: gateway.clock.wall() + HOUR_MS, note: "ring back" };
  assert.equal((await ask(house, who, "POST", path, body)).status, 200);
  await until(async () => await stateOf(conversation) === undefined, "forgotten");
  const due = () => gateway.reading.due(WORKSPACE, gateway.clock.wall() + HOUR_MS, 10);
  await until(async () => (await due()).length === 1, "recorded as due later");
  await able({ english: 3 });

  house.pass(HOUR_MS);
  await beatDue(gateway);
  const next = continuationOf(gateway, conversation);
  const tail = await gateway.bus.query(WORKSPACE, "conversation.tail", {
    conversation: next,
    after: 0,
  });
  assert.ok(tail.ok);
  const [opened, carried] = tail.answer.events;
  assert.ok(opened.type === "conversation.opened" && carried.type === "conversation.tagged");
  assert.deepEqual(opened.skills, { english: 2 });
  const { body: page } = await ask<EntriesPage>(
    house,
    who,
    "GET",
    `/api/v1/conversations/${next}/entries`,
  );
  const notes = page.entries.flatMap((entry) =>
    entry.kind === "line" && entry.event.type === "conversation.tagged" ? [entry.event.note] : []
  );
  assert.deepEqual(notes, [
    "ring back\n下列技能已不存在，不再要求：juggling。\n" +
    "These skills no longer exist and are no longer asked for: juggling.",
  ]);
});
