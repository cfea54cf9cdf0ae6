import assert from "node:assert/strict";
import type { AdjustmentLive } from "../../engine/contract/wire/adjustments.ts";
import type { Explanation } from "../../engine/contract/wire/explanation.ts";
import type {
  ConfigurationAdmin,
  ConfigurationDraft,
} from "../../engine/contract/wire/http_configuration.ts";
import type { AgentSummary } from "../../engine/contract/wire/queries.ts";
import { type House, openHouse, until } from "../testing/house.ts";
import { type Answer, ask, opened, signIn, visitor } from "../testing/people.ts";

/**
 * A campaign's night, as an admin lives it: a weight changed, a configuration for 23:50 that goes
 * back at 02:00, more capacity until then, a rollback, and a question about yesterday.
 */
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Shanghai is eight hours ahead all year. */
const AHEAD_MS = 8 * 60 * MINUTE_MS;

/** The next such minute of the day in Shanghai after a moment. */
function next(after: number, hour: number, minute: number): number {
  const day = Math.floor((after + AHEAD_MS) / DAY_MS) * DAY_MS - AHEAD_MS;
  const at = day + (hour * 60 + minute) * MINUTE_MS;
  return at > after ? at : at + DAY_MS;
}

async function good<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, body } = await answer;
  assert.ok(status < 300, JSON.stringify(body));
  return body;
}

const passTo = (house: House, at: number) => house.pass(at + 1_000 - house.gateway.clock.wall());

Deno.test("campaign night - weight, 23:50 until 02:00, more capacity, rollback, why yesterday", async () => {
  const house = await openHouse({ oneClock: true });
  try {
    let admin = await signIn(house, "admin");
    const get = <T>(path: string) => good(ask<T>(house, admin, "GET", `/api/v1/${path}`));
    const send = <T>(method: string, path: string, body: unknown) =>
      good(ask<T>(house, admin, method, `/api/v1/${path}`, body));
    const { conversation } = await opened(house, await visitor(house));

    const { agents } = await get<{ agents: AgentSummary[] }>("roster");
    const { agent, record } = agents[0];
    const memberships = record.memberships.map((one) => ({ ...one, weight: 9 }));
    await send("PUT", `agents/${agent}`, { ...record, memberships });
    const weighed = (await get<{ agents: AgentSummary[] }>("roster")).agents[0];
    assert.deepEqual(weighed.record.memberships, memberships);

    const start = next(house.gateway.clock.wall(), 23, 50);
    const end = next(start, 2, 0);
    const { document } = await get<ConfigurationAdmin>("config");
    document.groups[0].strategy = "weighted";
    const { edition } = await send<ConfigurationDraft>("PUT", "config/draft", {
      edition: 0,
      document,
    });
    const times = { effectiveAt: start, revertAt: end };
    await send("POST", "config/publish", { edition, acceptWarnings: true, ...times });
    await send("POST", "adjustments", {
      what: "agent",
      ids: [agent],
      capacityUnits: 500,
      untilAt: end,
    });

    passTo(house, start);
    admin = await signIn(house, "admin");
    const published = async (version: number, when: string) => {
      await until(async () => (await get<ConfigurationAdmin>("config")).version === version, when);
      return (await get<ConfigurationAdmin>("config")).document.groups[0].strategy;
    };
    const capacity = async () => {
      const [first] = (await get<{ agents: AgentSummary[] }>("roster")).agents;
      return (first.adjusted ?? first.record).capacityUnits;
    };
    assert.equal(await published(2, "23:50"), "weighted");
    assert.equal(await capacity(), 500);
    const inForce = await get<{ adjustments: AdjustmentLive[] }>("adjustments");
    assert.deepEqual(inForce.adjustments.map(({ untilAt }) => untilAt), [end]);

    passTo(house, end);
    assert.equal(await published(3, "02:00"), "leastOccupied");
    await until(
      async () =>
        (await get<{ adjustments: AdjustmentLive[] }>("adjustments")).adjustments.length === 0,
      "02:00 for the capacity",
    );
    assert.equal(await capacity(), record.capacityUnits);

    await send("POST", "config/rollback", { version: 2 });
    const now = await get<ConfigurationAdmin>("config");
    assert.deepEqual([now.version, now.document.groups[0].strategy], [4, "weighted"]);
    house.pass(DAY_MS);
    admin = await signIn(house, "admin");
    const why = await get<Explanation>(`conversations/${conversation}/explain`);
    assert.deepEqual([why.configuration.version, why.strategy], [1, "leastOccupied"]);
    assert.ok(why.candidates.length > 0);
  } finally {
    await house.close();
  }
});
