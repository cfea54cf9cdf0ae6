import assert from "node:assert/strict";
import type { ClockRates } from "../../engine/contract/wire/http_configuration.ts";
import { openHouse } from "../testing/house.ts";
import { ask, opened, staff, visitor } from "../testing/people.ts";

Deno.test("clocks - a supervisor reads the day's rates, an agent does not", async () => {
  const house = await openHouse();
  try {
    await opened(house, await visitor(house));
    const rates = await ask<ClockRates>(
      house,
      await staff(house, "shen"),
      "GET",
      "/api/v1/clocks/rates",
    );
    assert.equal(rates.status, 200);
    const [first] = rates.body.rates.filter(({ clock }) => clock === "first-response");
    assert.deepEqual([first.shop, first.open, first.missed], ["qishan", 1, 0]);
    const denied = await ask(house, await staff(house, "lin"), "GET", "/api/v1/clocks/rates");
    assert.equal(denied.status, 403);
  } finally {
    await house.close();
  }
});
