/** Attacks by leaving at the wrong moment, or by not leaving at all. */
import assert from "node:assert/strict";
import type { AgentFrameOut, VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { LIMITS } from "../limits/limits.ts";
import { type House, openHouse, until, WORKSPACE } from "../testing/house.ts";
import { ask, atWork, knock, line, opened, staff, visitor } from "../testing/people.ts";
import { createWires } from "./wires.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

Deno.test("attack 19 - who leaves while being let in is gone, and nothing of them is kept", async () => {
  const { bus, hub } = house.gateway;
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const { body } = await ask<{ ticket: string }>(house, anna, "POST", "/api/v1/visitor/tickets");
  const line = await knock<VisitorFrameOut>(house, anna, "visitor");
  const asked = new Set<string>();
  const query = bus.query;
  bus.query = ((...all: Parameters<typeof query>) => {
    asked.add(all[1]);
    if (all[1] === "visitor.live") line.hangUp();
    return query(...all);
  }) as typeof query;
  line.send({ type: "authenticate", ticket: body.ticket });
  await until(() => asked.has("visitor.live"), "being let in");
  bus.query = query;
  house.pass(11_000);
  await until(async () => {
    const reply = await bus.query(WORKSPACE, "conversation.get", { conversation });
    return reply.ok && reply.answer.visitorPresence === "gone";
  }, "gone");
  assert.equal([...hub.audience(conversation)].length, 0);
  assert.deepEqual(line.frames, []);
});

Deno.test("attack 15 - who is shut out and never answers the close serves nobody from then on", async () => {
  const admin = await staff(house, "admin");
  const { line } = await atWork(house, "he");
  line.deaf = true;
  const before = line.frames.length;
  await ask(house, admin, "POST", "/api/v1/accounts/he/disable", {});
  assert.equal(line.closed?.code, 4401);
  line.send({ type: "ping" });
  assert.ok(!line.frames.slice(before).some((one: AgentFrameOut) => one.type === "pong"));
  await until(async () => {
    const reply = await house.gateway.bus.query(WORKSPACE, "agent.live", { agent: "he" });
    return reply.ok && reply.answer.self.connection !== "connected";
  }, "no longer connected");
});

Deno.test("attack 39 - nobody has read what has not been said", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const hers = await line<VisitorFrameOut>(house, anna, "visitor");
  const shen = await line<AgentFrameOut>(house, await staff(house, "shen"), "agent");
  for (const one of [hers, shen]) {
    one.send({ type: "read", conversation, seq: Number.MAX_SAFE_INTEGER });
    const refused = await until(() => one.frames.find((frame) => frame.type === "refused"));
    assert.deepEqual(refused?.error.fields, [{ path: "seq", rule: "range" }]);
  }
});

Deno.test("attack 36 - an address has few sockets that have not said who they are", () => {
  const wires = createWires();
  const places = [];
  for (;;) {
    const place = wires.admit("127.0.0.1");
    if (!place) break;
    places.push(place);
  }
  assert.equal(places.length, LIMITS.socketsNamelessPerAddressMax);
  assert.ok(wires.admit("127.0.0.2"), "others are let in");
  const [first] = places;
  first.named();
  assert.ok(wires.admit("127.0.0.1"), "a name frees a place");
  first.gone();
  first.gone();
  assert.equal(wires.open(), places.length + 1);
  assert.equal(wires.nameless(), places.length + 1);
});
