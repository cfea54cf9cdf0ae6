import assert from "node:assert/strict";
import { request } from "./http.ts";

Deno.test("requests - a line that breaks within the answer is a fault, not an exception", async () => {
  const { fetch } = globalThis;
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  globalThis.fetch = () => Promise.resolve(new Response('{"agents": [', { status: 200 }));
  try {
    assert.deepEqual(await request("GET", "/colleagues"), {
      ok: false,
      fault: { code: "offline" },
    });
  } finally {
    globalThis.fetch = fetch;
  }
});
