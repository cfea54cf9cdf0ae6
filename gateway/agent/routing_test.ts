import assert from "node:assert/strict";
import type { AgentFrameOut } from "../../engine/contract/wire/socket.ts";
import { type House, openHouse } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

type Row = Extract<AgentFrameOut, { type: "conversation" }>;

Deno.test("routing by hand - a colleague who is asked sees the note, a supervisor labels and adjusts", async () => {
  const [lin, he] = [await atWork(house, "lin"), await atWork(house, "he")];
  const shen = await staff(house, "shen");
  const { conversation } = await opened(house, await visitor(house), "which glaze is it?");
  const act = (who: typeof shen, verb: string, body?: unknown) =>
    ask(house, who, "POST", `/api/v1/conversations/${conversation}/${verb}`, body);
  const asked = await act(lin.who, "consult", { agent: "he", note: "you know the kiln" });
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const seen = await he.line.frame<Row>((one) =>
    one.type === "conversation" && one.conversation.conversation === conversation
  );
  assert.deepEqual(seen.conversation.joined, [{ who: "he", as: "whisper" }]);
  const note = { body: { kind: "text", text: "celadon" }, visibility: "staff" };
  assert.equal((await act(he.who, "messages", note)).status, 201);
  const aloud = { body: { kind: "text", text: "celadon" }, visibility: "all" };
  assert.equal((await act(he.who, "messages", aloud)).status, 409);
  assert.equal((await act(shen, "tag", { tags: ["glaze"] })).status, 200);
  assert.equal((await act(shen, "prioritise", { class: 1 })).status, 200);
  assert.equal((await act(lin.who, "prioritise", { class: 1 })).status, 403);
  assert.equal((await act(lin.who, "move", { to: { agent: "he" } })).status, 403);
  assert.equal((await act(shen, "prioritise", { class: 11 })).status, 422);
  assert.equal((await act(shen, "move", { to: { agent: "he" } })).status, 200);
  await he.line.frame<Row>((one) =>
    one.type === "conversation" && one.conversation.agent === "he" &&
    one.conversation.conversation === conversation
  );
  [lin.line, he.line].forEach((one) => one.hangUp());
});

Deno.test("routing by hand - nothing in line is nothing to take, and a stranger is not reached", async () => {
  const lin = await atWork(house, "lin");
  const taken = await ask(house, lin.who, "POST", "/api/v1/agent/take");
  assert.ok(taken.status === 404 || taken.status === 409, String(taken.status));
  const reached = await ask(house, lin.who, "POST", "/api/v1/visitors/nobody/reach", {
    route: "qishan-web",
  });
  assert.equal(reached.status, 404);
  lin.line.hangUp();
});

Deno.test("adjustments - by supervisors until a time, shown while they last", async () => {
  const [shen, lin] = [await staff(house, "shen"), await staff(house, "lin")];
  const change = { what: "agent", ids: ["lin"], capacityUnits: 60, untilAt: Date.now() + 600_000 };
  assert.equal((await ask(house, lin, "POST", "/api/v1/adjustments", change)).status, 403);
  const made = await ask(house, shen, "POST", "/api/v1/adjustments", change);
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const inForce = async () => {
    const { body } = await ask<{ adjustments: { ids: string[]; what: string; seq: number }[] }>(
      house,
      shen,
      "GET",
      "/api/v1/adjustments",
    );
    return body.adjustments;
  };
  const [live] = await inForce();
  assert.deepEqual([live.what, live.ids], ["agent", ["lin"]]);
  const stray = await ask(house, shen, "POST", "/api/v1/adjustments", { ...change, ids: ["x"] });
  assert.deepEqual(stray.body.fields, [{ path: "ids.0", rule: "reference" }]);

  const back = (who: typeof shen, seq: number | string) =>
    ask(house, who, "DELETE", `/api/v1/adjustments/${seq}`);
  assert.equal((await back(lin, live.seq)).status, 403);
  assert.equal((await back(shen, "soon")).status, 422);
  assert.equal((await back(shen, live.seq)).status, 200);
  assert.deepEqual(await inForce(), []);
  assert.equal((await back(shen, live.seq)).status, 404);
});
