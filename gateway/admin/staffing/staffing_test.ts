import assert from "node:assert/strict";
import type { StaffingAnswer } from "../../../engine/contract/wire/staffing.ts";
import { type House, openHouse } from "../../testing/house.ts";
import { ask, staff } from "../../testing/people.ts";

const PATH = "/api/v1/staffing";
const EVENING = {
  visitorsPerHour: 252,
  handleMs: 120_000,
  patienceMs: 60_000,
  withinMs: 20_000,
  sl: 0.8,
};

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

Deno.test("staffing - an admin is told the fewest agents, with some fewer and some more", async () => {
  const admin = await staff(house, "admin");
  const { status, body } = await ask<StaffingAnswer>(house, admin, "POST", PATH, EVENING);
  assert.equal(status, 200);
  assert.equal(body.agents, 10);
  assert.deepEqual(body.rows.map(({ agents }) => agents), [8, 9, 10, 11, 12]);
  const [, fewer, fewest] = body.rows;
  assert.ok(fewer.sl < EVENING.sl && fewest.sl >= EVENING.sl, `${fewer.sl} ${fewest.sl}`);
});

Deno.test("staffing - for admins alone; an impossible wish names its field", async () => {
  const lin = await staff(house, "lin");
  assert.equal((await ask(house, lin, "POST", PATH, EVENING)).status, 403);
  const admin = await staff(house, "admin");
  for (
    const [wrong, path] of [
      [{ sl: 1 }, "sl"],
      [{ withinMs: -1 }, "withinMs"],
      [{ visitorsPerHour: 90_000 }, "visitorsPerHour"],
    ] as const
  ) {
    const asked = { ...EVENING, ...wrong };
    const { status, body } = await ask<{ fields: { path: string }[] }>(
      house,
      admin,
      "POST",
      PATH,
      asked,
    );
    assert.equal(status, 422);
    assert.deepEqual(body.fields.map((field) => field.path), [path]);
  }
});
