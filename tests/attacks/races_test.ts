/** Rows 37 and 38: two hands reach for one thing at the same moment. */
import assert from "node:assert/strict";
import type { OpenResponse } from "../../engine/contract/wire/http.ts";
import { type House, openHouse, until } from "../../gateway/testing/house.ts";
import { ask, atWork, type Browser, opened, staff, visitor } from "../../gateway/testing/people.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const TRIES = 100;
const UNITS = 20;

/** Of this company, as the roster has them now. */
async function record(agent: string) {
  const company = await house.gateway.companies.get("demo", 0);
  return company!.agents.get(agent)!.record;
}

const put = async (agent: string, change: Record<string, unknown>) => {
  const admin = await staff(house, "admin");
  const whole = { ...await record(agent), ...change };
  const answer = await ask(house, admin, "PUT", `/api/v1/roster/${agent}`, whole);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
};

/** With a budget of its own each time: these tests are not about budgets. */
const fresh = (who: Browser, at: number): Browser => ({
  ...who,
  address: `127.5.${Math.floor(at / 250)}.${at % 250 + 1}`,
});

const held = async (who: Browser): Promise<number> => {
  const { body } = await ask<{ conversations: { state: string }[] }>(
    house,
    who,
    "GET",
    "/api/v1/agent/desk",
  );
  return body.conversations.filter(({ state }) => state === "assigned").length;
};

Deno.test("attack 37 - two agents take the same one a hundred times, and one of them has it", async () => {
  const memberships = [{ group: "presale", weight: 10 }];
  await put("he", { memberships });
  await put("lin", { memberships });
  const [lin, he] = [await atWork(house, "lin"), await atWork(house, "he")];
  for (const { who } of [lin, he]) {
    await ask(house, who, "POST", "/api/v1/agent/presence", { presence: "busy" });
  }
  let refused = 0;
  for (let at = 0; at < TRIES; at++) {
    const { conversation } = await opened(house, await visitor(house), `number ${at}`);
    house.pass(1_000);
    const answers = await Promise.all(
      [lin, he].map(({ who }) =>
        ask<{ conversation?: string }>(house, fresh(who, at), "POST", "/api/v1/agent/take", {})
      ),
    );
    const got = answers.filter(({ status }) => status === 200);
    assert.equal(got.length, 1, JSON.stringify(answers.map(({ body }) => body)));
    refused += answers.length - got.length;
    const winner = answers[0].status === 200 ? lin : he;
    const path = `/api/v1/conversations/${conversation}/close`;
    const closed = await ask(house, fresh(winner.who, at), "POST", path, {});
    assert.equal(closed.status, 200, JSON.stringify(closed.body));
  }
  assert.equal(refused, TRIES);
  [lin.line, he.line].forEach((one) => one.hangUp());
});

Deno.test("attack 38 - twenty takes at once of one agent stay within the agent's room", async () => {
  await put("lin", { capacityUnits: 2 * UNITS, windowCap: 3 });
  const lin = await atWork(house, "lin");
  await ask(house, lin.who, "POST", "/api/v1/agent/presence", { presence: "busy" });
  const waiting: OpenResponse[] = [];
  for (let at = 0; at < 6; at++) waiting.push(await opened(house, await visitor(house), `${at}`));
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => {
    const who = fresh(lin.who, 300 + at);
    return ask(house, who, "POST", "/api/v1/agent/take", {});
  }));
  const taken = answers.filter(({ status }) => status === 200).length;
  const others = new Set(
    answers.filter(({ status }) => status !== 200).map(({ body }) => body.code),
  );
  assert.equal(taken, 2);
  assert.deepEqual([...others], ["capacity_full"]);
  await until(async () => await held(fresh(lin.who, 400)) === 2, "two on the desk");
  lin.line.hangUp();
});
