import assert from "node:assert/strict";
import type { CompanyPage } from "../../engine/contract/wire/http.ts";
import { openHouse } from "../testing/house.ts";
import { ask, atWork, opened, staff, visitor } from "../testing/people.ts";
import { everything } from "./company_list.ts";

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
    assert.deepEqual(rests, [6, 5, 4, 3, 2, 1, undefined]);
    assert.equal((await page("after=nothing")).status, 422);
  } finally {
    await house.close();
  }
});

Deno.test("company list - who stands behind the first fifty of a line is counted, not forgotten", async () => {
  const house = await openHouse();
  try {
    const shen = await staff(house, "shen");
    for (let count = 0; count < 53; count++) await opened(house, await visitor(house));
    const { body } = await ask<CompanyPage>(house, shen, "GET", "/api/v1/conversations?limit=200");
    assert.deepEqual([body.conversations.length, body.rest, body.next], [50, 3, undefined]);
  } finally {
    await house.close();
  }
});

Deno.test("company list - empty desks are not asked, parked ones are told, silence is no answer", async () => {
  const house = await openHouse();
  try {
    const lin = await atWork(house, "lin");
    await atWork(house, "he");
    const { conversation } = await opened(house, await visitor(house));
    const park = `/api/v1/conversations/${conversation}/park`;
    assert.equal((await ask(house, lin.who, "POST", park, {})).status, 200);
    const { gateway } = house;
    const asked: unknown[] = [];
    const reading = (silent: string) =>
      everything(
        {
          ...gateway,
          bus: {
            ...gateway.bus,
            query: (workspace, name, ask) => {
              asked.push([name, ask]);
              return name === silent
                ? Promise.resolve({ ok: false, error: { code: "unavailable" } })
                : gateway.bus.query(workspace, name, ask);
            },
          },
        },
        { workspace: "demo" } as Parameters<typeof everything>[1],
        { limit: 200 },
        "en",
      );
    const all = await reading("nothing");
    assert.ok(all.ok);
    assert.deepEqual(all.value.conversations.map((one) => [one.conversation, one.state]), [
      [conversation, "parked"],
    ]);
    assert.deepEqual(asked, [["agent.live", { agent: "lin" }]]);
    assert.deepEqual(await reading("agent.live"), { ok: false, error: { code: "unavailable" } });
    for (const name of ["lin", "he"]) {
      const path = "/api/v1/agent/presence";
      await ask(house, await staff(house, name), "POST", path, { presence: "offline" });
    }
    await opened(house, await visitor(house));
    assert.deepEqual(await reading("group.live"), { ok: false, error: { code: "unavailable" } });
  } finally {
    await house.close();
  }
});
