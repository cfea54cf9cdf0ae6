import assert from "node:assert/strict";
import type { AgentFrameOut, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, atWork, line, opened, staff, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const settle = async (lightened: string[]) => {
  const admin = await staff(house, "admin");
  const answer = await ask(house, admin, "PUT", "/api/v1/company-settings", { lightened });
  assert.equal(answer.status, 204, JSON.stringify(answer.body));
};
const count = (frames: AgentFrameOut[], type: AgentFrameOut["type"]) =>
  frames.filter((one) => one.type === type).length;

Deno.test("lightened - previews, read marks and lists stay away, messages come, desks are told", async () => {
  const lin = await atWork(house, "lin");
  const anna = await visitor(house);
  const hers = await line<VisitorFrameOut>(house, anna, "visitor");
  const { conversation } = await opened(house, anna);
  await lin.line.frame((one) => one.type === "conversation");
  const types = () => hers.send({ type: "typing", conversation, text: "…" });
  const reads = () => hers.send({ type: "read", conversation, seq: 1 });
  types();
  reads();
  await lin.line.frame((one) => one.type === "typing");
  await lin.line.frame((one) => one.type === "read");

  await settle(["typing", "reads", "lists"]);
  const told = await lin.line.frame<Extract<AgentFrameOut, { type: "lightened" }>>((one) =>
    one.type === "lightened"
  );
  assert.deepEqual(told.parts, ["typing", "reads", "lists"]);
  const before = { typing: count(lin.line.frames, "typing"), read: count(lin.line.frames, "read") };
  types();
  reads();
  // a message behind them on the same socket shows that they have passed
  hers.send({
    type: "message",
    id: "m1",
    conversation,
    body: { kind: "text", text: "still here" },
  });
  await until(() => JSON.stringify(lin.line.frames).includes("still here"), "the message");
  assert.deepEqual(
    { typing: count(lin.line.frames, "typing"), read: count(lin.line.frames, "read") },
    before,
  );

  await settle([]);
  await lin.line.frame((one) => one.type === "lightened" && one.parts.length === 0);
  types();
  await until(() => count(lin.line.frames, "typing") > before.typing, "previews are back");
  [hers, lin.line].forEach((one) => one.hangUp());
});

Deno.test("lightened - only an admin turns it, and only parts that there are", async () => {
  const path = "/api/v1/company-settings";
  const lin = await staff(house, "lin");
  assert.equal((await ask(house, lin, "PUT", path, { lightened: ["typing"] })).status, 403);
  const admin = await staff(house, "admin");
  assert.equal((await ask(house, admin, "PUT", path, { lightened: ["messages"] })).status, 422);
});
