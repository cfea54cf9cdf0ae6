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

Deno.test("requests - a button pressed twice sends once, and once more when that is answered", async () => {
  const { fetch } = globalThis;
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  let sent = 0;
  globalThis.fetch = () => Promise.resolve(Response.json({ seq: ++sent }));
  try {
    const press = (text: string) => request("POST", "/visitors/v1/reach", { text });
    const answers = await Promise.all([press("hello"), press("hello"), press("good morning")]);
    assert.deepEqual(answers.map((one) => one.ok && one.value), [{ seq: 1 }, { seq: 1 }, {
      seq: 2,
    }]);
    const there = [press("here"), press("away"), press("here")];
    assert.deepEqual((await Promise.all(there)).map((one) => one.ok && one.value), [
      { seq: 3 },
      { seq: 4 },
      { seq: 5 },
    ]);
    await press("here");
    assert.equal(sent, 6);
  } finally {
    globalThis.fetch = fetch;
  }
});
