import assert from "node:assert/strict";
import type { CompanyPage } from "../../engine/contract/wire/http.ts";
import { openHouse } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";

Deno.test("company list - page after page holds every conversation once, and says how many follow", async () => {
  const house = await openHouse();
  try {
    for (const account of ["lin", "he"]) await atWork(house, account);
    const shen = await staff(house, "shen");
    const all: string[] = [];
    const come = async () => all.push((await opened(house, await visitor(house))).conversation);
    for (let count = 0; count < 4; count++) await come();
    for (const id of all.slice(0, 2)) {
      const path = `/api/v1/conversations/${id}/move`;
      assert.equal((await ask(house, shen, "POST", path, { to: { agent: "he" } })).status, 200);
    }
    // two fill lin up again, the third waits in line
    for (let count = 0; count < 3; count++) await come();
    const page = (query: string) =>
      ask<CompanyPage>(house, shen, "GET", `/api/v1/conversations?${query}`);
    const read: string[] = [];
    const rests: (number | undefined)[] = [];
    let next: string | undefined = "";
    while (next !== undefined) {
      const { status, body } = await page(`limit=1${next === "" ? "" : `&after=${next}`}`);
      assert.equal(status, 200, JSON.stringify(body));
      read.push(...body.conversations.map(({ conversation }) => conversation));
      rests.push(body.rest);
      next = body.next;
    }
    assert.deepEqual(read.toSorted(), all.toSorted());
    assert.deepEqual(rests, [5, 4, 3, 2, 1, 1, undefined]);
    assert.equal((await page("after=nothing")).status, 422);
  } finally {
    await house.close();
  }
});
