/** One shop's flood: new visitors are asked to wait, with a time; who goes first still does. */
import assert from "node:assert/strict";
import { openHouse, until, WORKSPACE } from "../testing/house.ts";
import { ask, opened, visitor } from "../testing/people.ts";

const WAIT_MS = 2_000;

Deno.test("opens - a flooded shop asks strangers to wait, not VIPs, nor who comes again", async () => {
  const house = await openHouse();
  const anna = await visitor(house);
  await opened(house, anna);
  const known = () => house.gateway.reading.conversationsOfVisitor(WORKSPACE, anna.visitor, 2);
  await until(async () => (await known()).length === 1, "the records know her");
  const { budgets } = house.gateway;
  house.gateway.budgets = {
    ...budgets,
    take: (name, key, tokens) =>
      name === "opensPerShop" && key === `${WORKSPACE}\0qishan`
        ? WAIT_MS
        : budgets.take(name, key, tokens),
  };
  const open = (who: typeof anna, route: string) =>
    ask(house, who, "POST", "/api/v1/visitor/conversations", {
      route,
      language: "en",
      message: { kind: "text", text: "hello" },
    });
  const stranger = await open(await visitor(house), "qishan-web");
  assert.deepEqual([stranger.status, stranger.body.code], [503, "busy"]);
  assert.equal(stranger.headers.get("retry-after"), String(WAIT_MS / 1_000));
  assert.equal((await open(anna, "qishan-web")).status, 201, "who comes again");
  assert.equal((await open(await visitor(house, "qishan-vip"), "qishan-vip")).status, 201, "a VIP");
  const elsewhere = await visitor(house, "yunling-web");
  assert.equal((await open(elsewhere, "yunling-web")).status, 201, "another shop");
  await house.close();
});
