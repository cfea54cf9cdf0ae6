import assert from "node:assert/strict";
import { audit, loadAudit } from "./security.ts";

Deno.test("audit - older lines asked for twice stand there once", async () => {
  const { fetch } = globalThis;
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  globalThis.fetch = (path) =>
    Promise.resolve(Response.json(
      String(path).includes("before") ? { lines: [{ id: "1" }] } : {
        lines: [{ id: "2" }],
        next: "2_2",
      },
    ));
  try {
    const any = { author: "", action: "" };
    await loadAudit(any);
    await Promise.all([loadAudit(any, "2_2"), loadAudit(any, "2_2")]);
    assert.deepEqual(audit.value.lines?.map(({ id }) => id), ["2", "1"]);
  } finally {
    globalThis.fetch = fetch;
  }
});
