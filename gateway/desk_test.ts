import assert from "node:assert/strict";
import type { Desk, EntriesPage } from "../engine/contract/wire/http.ts";
import type { AgentFrameOut, VisitorFrameOut } from "../engine/contract/wire/socket.ts";
import { type House, openHouse, until } from "./testing/house.ts";
import { ask, atWork, line, opened, staff, visitor } from "./testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

type VisitorEntry = Extract<VisitorFrameOut, { type: "entry" }>;

Deno.test("conversation - a visitor asks, the agent answers, both see it at once", async () => {
  const lin = await atWork(house, "lin");
  const who = await visitor(house);
  const widget = await line<VisitorFrameOut>(house, who, "visitor");
  const { conversation, opened: place } = await opened(house, who, "is it in stock?");
  assert.equal(place.state, "assigned");
  const row = await lin.line.frame((one) =>
    one.type === "conversation" && one.conversation.conversation === conversation &&
    one.conversation.preview !== undefined
  );
  assert.equal(
    (row as Extract<AgentFrameOut, { type: "conversation" }>).conversation.preview?.text,
    "is it in stock?",
  );
  const said = await ask<{ seq: number }>(
    house,
    lin.who,
    "POST",
    `/api/v1/conversations/${conversation}/messages`,
    { body: { kind: "text", text: "yes, in blue" } },
  );
  assert.equal(said.status, 201);
  const shown = await widget.frame<VisitorEntry>((one) =>
    one.type === "entry" && one.entry.kind === "message" && one.entry.from === "agent"
  );
  assert.deepEqual(
    shown.entry.kind === "message" && [shown.entry.body, shown.entry.name],
    [{ kind: "text", text: "yes, in blue" }, "林晓岚"],
  );
  lin.line.hangUp();
  widget.hangUp();
});
