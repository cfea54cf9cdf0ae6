import assert from "node:assert/strict";
import type { AuditPage } from "../../engine/contract/wire/http_audit.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

Deno.test("audit - what a supervisor did to whose conversation, and to whom, is there to read", async () => {
  const [lin, he] = [await atWork(house, "lin"), await atWork(house, "he")];
  const [shen, admin] = [await staff(house, "shen"), await staff(house, "admin")];
  const { conversation } = await opened(house, await visitor(house), "which glaze is it?");
  const act = (who: typeof shen, verb: string, body?: unknown) =>
    ask(house, who, "POST", `/api/v1/conversations/${conversation}/${verb}`, body);
  assert.equal((await act(lin.who, "tag", { tags: ["glaze"] })).status, 200, "one's own work");
  assert.equal((await act(lin.who, "move", { to: { agent: "he" } })).status, 403);
  assert.equal((await act(shen, "prioritise", { class: 11 })).status, 422);
  for (
    const [verb, body] of [
      ["prioritise", { class: 1 }],
      ["join", { as: "barge" }],
      ["move", { to: { agent: "he" } }],
      ["reclaim", undefined],
      ["move", { to: { group: "orders" } }],
    ] as const
  ) {
    const { status, body: said } = await act(shen, verb, body);
    assert.equal(status, 200, `${verb} ${JSON.stringify(said)}`);
  }
  const away = await ask(house, shen, "POST", "/api/v1/agents/he/presence", { presence: "busy" });
  assert.equal(away.status, 200);

  const lines = await until(async () => {
    const page = await ask<AuditPage>(house, admin, "GET", "/api/v1/audit?author=shen");
    return page.body.lines.length >= 6 ? page.body.lines.reverse() : undefined;
  });
  const told = lines!.map(({ author, action, detail: { conversation: of, ...detail } }) => {
    assert.equal(author, "supervisor:shen");
    if (action !== "agent.presence") assert.equal(of, conversation);
    return [action, detail];
  });
  assert.deepEqual(told, [
    ["conversation.prioritise", { class: 1, owner: "lin" }],
    ["conversation.join", { as: "barge", owner: "lin" }],
    ["conversation.move", { owner: "lin", toAgent: "he" }],
    ["conversation.reclaim", { owner: "he" }],
    ["conversation.move", { toGroup: "orders" }],
    ["agent.presence", { agent: "he", presence: "busy" }],
  ]);
  [lin.line, he.line].forEach((one) => one.hangUp());
});
