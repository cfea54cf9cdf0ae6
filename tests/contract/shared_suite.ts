import assert from "node:assert/strict";
import type { Shared, Spent } from "../../engine/contract/ports/shared.ts";

/** What every way of sharing between gateways does; names are unique, so one store serves all. */
export function sharedSuite(of: string, open: () => Promise<Shared>): void {
  const unique = () => crypto.randomUUID();

  Deno.test(`shared (${of}) - a ticket is taken once, by whoever comes first`, async () => {
    const shared = await open();
    const name = unique();
    assert.equal(await shared.putTicket(name, "holder", 10_000), true);
    const takes = await Promise.all([1, 2, 3].map(() => shared.takeTicket(name)));
    assert.equal(takes.filter((one) => one?.holder === "holder").length, 1);
    assert.deepEqual(await shared.takeTicket(name), {});
    await shared.putTicket(name, "brief", 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(await shared.takeTicket(name), {});
    await shared.close();
  });

  Deno.test(`shared (${of}) - a person is elsewhere while a living gateway has the socket`, async () => {
    const shared = await open();
    const [a, b, person] = [unique(), unique(), unique()];
    assert.equal(await shared.alive(a, 10_000), "new");
    assert.equal(await shared.alive(a, 10_000), "known");
    await shared.enter(a, [person]);
    assert.equal(await shared.elsewhere(a, person), false);
    assert.equal(await shared.elsewhere(b, person), true);
    await shared.enter(b, [person]);
    assert.equal(await shared.elsewhere(a, person), false, "b has not said that it lives");
    await shared.alive(b, 10_000);
    assert.equal(await shared.elsewhere(a, person), true);
    await shared.leave(a, [person]);
    assert.equal(await shared.elsewhere(b, person), false);
    await shared.close();
  });

  Deno.test(`shared (${of}) - who goes before it is answered that they came is not there`, async () => {
    const shared = await open();
    const [a, b, person] = [unique(), unique(), unique()];
    await shared.alive(a, 10_000);
    await Promise.all([shared.enter(a, [person]), shared.leave(a, [person])]);
    assert.equal(await shared.elsewhere(b, person), false);
    await shared.close();
  });

  Deno.test(`shared (${of}) - what is spent anywhere is gone everywhere, debts are bounded`, async () => {
    const shared = await open();
    const spent = (tokens: number, perSecond = 0.001): Spent => ({
      budget: "opens",
      key,
      tokens,
      perSecond,
      burst: 10,
    });
    const key = unique();
    const [first] = await shared.spend([spent(4)]) ?? [];
    assert.equal(Math.round(first), 6);
    assert.equal(Math.round((await shared.spend([spent(7)]))![0]), -1);
    assert.equal(Math.round((await shared.spend([spent(500)]))![0]), -10);
    assert.equal(Math.round((await shared.spend([spent(-5)]))![0]), -5);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(Math.round((await shared.spend([spent(0, 10_000)]))![0]), 10);
    await shared.close();
  });
}
