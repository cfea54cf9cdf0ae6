import assert from "node:assert/strict";
import { companyRules, settle } from "./company_rules.ts";

Deno.test("company rules - two changes in a hurry, on an unread page, lose nothing of each other", async () => {
  const { fetch } = globalThis;
  Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });
  let kept = { secondFactor: "admins" };
  globalThis.fetch = (_, init) => {
    if (init?.method !== "PUT") return Promise.resolve(Response.json(kept));
    kept = JSON.parse(String(init.body));
    return Promise.resolve(new Response(null, { status: 204 }));
  };
  try {
    await Promise.all([settle({ urlPush: "open" }), settle({ listOrder: "byEither" })]);
    assert.deepEqual(kept, { secondFactor: "admins", urlPush: "open", listOrder: "byEither" });
    const first = settle({ lightened: ["typing"] });
    assert.deepEqual(companyRules.value.lightened, ["typing"], "before the server has answered");
    await Promise.all([first, settle({ lightened: ["typing", "reads"] })]);
    assert.deepEqual(companyRules.value.lightened, ["typing", "reads"]);
  } finally {
    globalThis.fetch = fetch;
  }
});
