/** Attacks on the doors of channels; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import { type House, openHouse } from "../testing/house.ts";
import { ask, opened, staff, visitor } from "../testing/people.ts";
import { program } from "../testing/programs.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const CONVERSATIONS = "/api/v1/conversations";

Deno.test("attack 6 - a visitor asks for no skills, no own time and no place by hand", async () => {
  const who = await visitor(house);
  const path = "/api/v1/visitor/conversations";
  const body = { route: "qishan-web", language: "en", message: { kind: "text", text: "x" } };
  for (
    const [name, value] of Object.entries({ skills: { english: 5 }, originAt: 1, priority: 0 })
  ) {
    const answer = await ask(house, who, "POST", path, { ...body, [name]: value });
    assert.deepEqual([answer.status, answer.body.fields?.[0].path], [422, name]);
  }
  const live = await house.gateway.bus.query("demo", "visitor.live", { visitor: who.visitor });
  assert.deepEqual(live.ok && live.answer.conversations, []);
});

Deno.test("attack 7 - neither a visitor nor a key without the scope opens or reports as a channel", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const reader = await program(house, "conversations:read");
  const body = { visitor: "v-1", route: "qishan-web" };
  const report = { message: "m1", state: "delivered" };
  for (const [who, status] of [[anna, 401], [reader, 403]] as const) {
    assert.equal((await ask(house, who, "POST", CONVERSATIONS, body)).status, status);
    const path = `${CONVERSATIONS}/${conversation}/delivery`;
    assert.equal((await ask(house, who, "POST", path, report)).status, status);
  }
  const lin = await staff(house, "lin");
  assert.equal((await ask(house, lin, "POST", CONVERSATIONS, body)).status, 403);
});
