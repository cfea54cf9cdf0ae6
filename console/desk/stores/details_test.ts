import assert from "node:assert/strict";
import { detailsOf, loadDetails, saveCard } from "./details.ts";

Deno.test("details - a card saved while they load is not taken back by the late answer", async () => {
  const answer = Promise.withResolvers<Response>();
  const { fetch } = globalThis;
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  globalThis.fetch = (_, init) =>
    init?.method === "PUT" ? Promise.resolve(new Response(null, { status: 204 })) : answer.promise;
  try {
    const loading = loadDetails("c1");
    assert.equal(
      await saveCard("v1", { name: "Anna", fields: { Height: "165" } }, "c1"),
      undefined,
    );
    answer.resolve(Response.json({ card: {}, past: [] }));
    await loading;
  } finally {
    globalThis.fetch = fetch;
  }
  const details = detailsOf("c1");
  assert.ok(details.state === "ready");
  assert.deepEqual(details.detail.card, { name: "Anna", fields: { Height: "165" } });
});
