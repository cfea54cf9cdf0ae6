import assert from "node:assert/strict";
import type { DeliveryState } from "../../contract/wire/states.ts";
import { feedItem } from "../mod.ts";
import { createDesk, type Desk, give, open, say, types } from "../testing/desk.ts";

/** ann holds `c` of `v` and has written `m`. */
function answered(): Desk {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { visitor: "v" });
  say(desk, "agent:ann", "c", { message: "m" });
  return desk;
}

const report = (desk: Desk, state: DeliveryState, message = "m", conversation = "c") =>
  give(desk, "integration:wechat", "conversation.delivery", { conversation, message, state });

Deno.test("delivery - what a channel reports is told to the staff, and to no visitor", () => {
  const desk = answered();
  const { events: [reported] } = report(desk, "failed");
  assert.ok(reported.type === "conversation.delivery_reported");
  assert.deepEqual([reported.message, reported.state], ["m", "failed"]);
  const { agents, visitor } = feedItem(desk.state, reported)!;
  assert.deepEqual([agents, visitor], [["ann"], undefined]);
});

Deno.test("delivery - the same again changes nothing", () => {
  const desk = answered();
  report(desk, "failed");
  const again = report(desk, "failed");
  assert.deepEqual([again.error, types(again)], [undefined, []]);
});

Deno.test("delivery - delivered may follow failed, and nothing follows delivered", () => {
  const desk = answered();
  report(desk, "failed");
  assert.deepEqual(types(report(desk, "delivered")), ["conversation.delivery_reported"]);
  for (const state of ["failed", "blocked"] as const) {
    assert.equal(report(desk, state).error?.code, "not_eligible");
  }
  assert.deepEqual(report(desk, "delivered").events, []);
});

Deno.test("delivery - of the visitor's own words, a note, or another conversation's is invalid", () => {
  const desk = answered();
  say(desk, "visitor:v", "c", { message: "asked" });
  say(desk, "agent:ann", "c", { message: "note", visibility: "staff" });
  open(desk, "d", { visitor: "w" });
  const fields = [{ path: "message", rule: "reference" }];
  assert.deepEqual(report(desk, "failed", "asked").error?.fields, fields);
  assert.deepEqual(report(desk, "failed", "note").error?.fields, fields);
  assert.deepEqual(report(desk, "failed", "m", "d").error?.fields, fields);
});

Deno.test("delivery - of what was written long ago, or of what is closed, is taken while it is kept", () => {
  const desk = answered();
  give(desk, "agent:ann", "conversation.close", { conversation: "c" });
  assert.equal(report(desk, "delivered").error, undefined);
  assert.equal(report(desk, "delivered", "earlier").error, undefined);
  assert.equal(report(desk, "delivered", "m", "elsewhere").error?.code, "not_found");
});
