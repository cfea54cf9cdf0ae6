import assert from "node:assert/strict";
import type { CompanyPage } from "../../../engine/contract/wire/http.ts";
import { openHouse, until } from "../../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../../testing/people.ts";

/** More than an engine tells of a line. */
const COME = 53;
/** The line of the entrance where they come in. */
const PATH = "/api/v1/wall/lines/presale";

Deno.test("lines - page after page tells everybody who waits, once, in the order of coming", async () => {
  const house = await openHouse();
  try {
    const shen = await staff(house, "shen");
    const all: string[] = [];
    for (let count = 0; count < COME; count++) {
      all.push((await opened(house, await visitor(house))).conversation);
      house.pass(10);
    }
    const page = (query: string) => ask<CompanyPage>(house, shen, "GET", `${PATH}${query}`);
    const recorded = async () => (await page("?limit=200")).body.conversations?.length === COME;
    await until(recorded, "in the records");
    const read: string[] = [];
    let next: string | undefined;
    do {
      const { body } = await page(`?limit=20${next === undefined ? "" : `&after=${next}`}`);
      read.push(...body.conversations.map(({ conversation }) => conversation));
      next = body.next;
    } while (next !== undefined);
    assert.deepEqual(read, all);
    assert.deepEqual((await page("?limit=200")).body.next, undefined);
  } finally {
    await house.close();
  }
});

Deno.test("lines - who has been taken is left out at once; agents and strangers get nothing", async () => {
  const house = await openHouse();
  try {
    const shen = await staff(house, "shen");
    const { conversation } = await opened(house, await visitor(house));
    const listed = async () =>
      (await ask<CompanyPage>(house, shen, "GET", PATH)).body.conversations
        .map((one) => one.conversation);
    await until(async () => (await listed()).length > 0, "in the records");
    assert.deepEqual(await listed(), [conversation]);
    const { who: lin } = await atWork(house, "lin");
    await until(async () => (await listed()).length === 0, "taken");
    assert.equal((await ask(house, lin, "GET", PATH)).status, 403);
    assert.equal((await ask(house, shen, "GET", "/api/v1/wall/lines/nothing")).status, 404);
    assert.equal((await ask(house, shen, "GET", `${PATH}?after=1`)).status, 422);
  } finally {
    await house.close();
  }
});
