import assert from "node:assert/strict";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import { draft, edit, saveDraft, unsaved } from "./configuration_draft.ts";

Deno.test("draft - what is typed while it is being saved stays, and is still to be saved", async () => {
  const { fetch } = globalThis;
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  const answers: Record<string, unknown> = {
    "/api/v1/config/draft": { edition: 2 },
    "/api/v1/config/draft/check": { faults: [], warnings: [] },
  };
  globalThis.fetch = (path) => {
    if (path === "/api/v1/config/draft") edit("name", "typed meanwhile");
    return Promise.resolve(Response.json(answers[String(path)]));
  };
  try {
    draft.value = { edition: 1, document: { name: "at first" } as unknown as Configuration };
    await saveDraft();
    assert.deepEqual(draft.value, { edition: 2, document: { name: "typed meanwhile" } });
    assert.equal(unsaved.value, true);
  } finally {
    globalThis.fetch = fetch;
  }
});
