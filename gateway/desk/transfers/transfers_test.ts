import assert from "node:assert/strict";
import type { AgentFrameOut, TransferAlert } from "../../../engine/contract/wire/socket.ts";
import { openHouse, until } from "../../testing/house.ts";
import { ask, atWork, type Browser, line, opened, staff, visitor } from "../../testing/people.ts";
import { alertOfThird } from "./alert.ts";

Deno.test("transfers - supervisors are told of the third, at once and when they come later", async () => {
  const house = await openHouse();
  try {
    const { conversation } = await opened(house, await visitor(house));
    const [lin, he, shen] = [
      await atWork(house, "lin"),
      await atWork(house, "he"),
      await staff(house, "shen"),
    ];
    const wall = await line<AgentFrameOut>(house, shen, "agent");
    const act = async (who: Browser, verb: string, body: unknown = {}) => {
      const path = `/api/v1/conversations/${conversation}/${verb}`;
      const answer = await ask(house, who, "POST", path, body);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    };
    const told = async () =>
      (await ask<{ alerts: TransferAlert[] }>(house, shen, "GET", "/api/v1/wall/transfers")).body
        .alerts;
    const heard = () => wall.frames.filter((one) => one.type === "alert").map((one) => one.alert);
    const handOn = async (from: Browser, to: Browser, agent: string) => {
      await act(from, "transfer", { to: { agent } });
      await act(to, "acceptTransfer");
    };
    await handOn(lin.who, he.who, "he");
    await handOn(he.who, lin.who, "lin");
    assert.deepEqual([await told(), heard()], [[], []]);
    await handOn(lin.who, he.who, "he");
    const alert = await until(() => heard().at(0));
    assert.ok(alert);
    assert.deepEqual([alert.conversation, alert.threshold, alert.agent], [
      conversation,
      "transfers",
      "he",
    ]);
    assert.deepEqual(await told(), [alert]);
    await handOn(he.who, lin.who, "lin");
    assert.deepEqual(await until(async () => (await told())[0]?.agent === "lin"), true);
    assert.equal(heard().length, 1);
    assert.equal((await ask(house, lin.who, "GET", "/api/v1/wall/transfers")).status, 403);
    for (const one of [lin.line, he.line, wall]) one.hangUp();
  } finally {
    await house.close();
  }
});

Deno.test("transfers - records that are behind are asked again, and not for ever", async () => {
  const house = await openHouse();
  try {
    const wall = await line<AgentFrameOut>(house, await staff(house, "shen"), "agent");
    const row = { conversation: "c1", seq: 9, at: 1, agent: "lin" };
    const event = { ...row, type: "conversation.transferred", workspace: "demo", by: "agent:he" };
    const after = async (waits: number) => {
      let asked = 0;
      const reached = () => Promise.resolve(++asked > waits);
      const query = <Row>() => Promise.resolve((asked > waits ? [row] : []) as Row[]);
      const { gateway } = house;
      await alertOfThird({
        ...gateway,
        reading: { ...gateway.reading, reached },
        database: { ...gateway.database, query },
      }, event as unknown as Parameters<typeof alertOfThird>[1]);
      return asked;
    };
    const heard = () => wall.frames.filter((one) => one.type === "alert").length;
    assert.deepEqual([await after(0), heard()], [1, 1]);
    assert.deepEqual([await after(3), heard()], [4, 2]);
    assert.deepEqual([await after(100), heard()], [6, 2]);
    wall.hangUp();
  } finally {
    await house.close();
  }
});
