import assert from "node:assert/strict";
import type { QuickReplies, QuickReply } from "../../../engine/contract/wire/desk.ts";
import { type House, openHouse } from "../../testing/house.ts";
import { ask, type Browser, staff } from "../../testing/people.ts";
import { initialsOf } from "./initials.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const BASE = "/api/v1/quick-replies";
const textsOf = async (who: Browser) =>
  (await ask<QuickReplies>(house, who, "GET", BASE)).body.replies.map((one) => one.text);
const add = (who: Browser, body: unknown, key?: string) =>
  ask<QuickReply>(house, who, "POST", BASE, body, key ? { "idempotency-key": key } : {});

Deno.test("quick replies - the company's are everybody's, a personal one is its owner's alone", async () => {
  const [lin, he, shen] = [
    await staff(house, "lin"),
    await staff(house, "he"),
    await staff(house, "shen"),
  ];
  const refused = await add(lin, { scope: "company", text: "for all" });
  assert.equal(refused.status, 403);
  const made = await add(shen, {
    scope: "company",
    folder: "运费",
    shortcut: "yfx",
    text: "运费险",
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.equal(made.body.initials, "yfx");
  const own = await add(lin, { scope: "personal", text: "mine" });
  assert.deepEqual(await textsOf(lin), ["mine", "运费险"]);
  assert.deepEqual(await textsOf(he), ["运费险"]);
  const path = `${BASE}/${own.body.id}`;
  assert.equal((await ask(house, he, "DELETE", path)).status, 404);
  assert.equal((await ask(house, lin, "DELETE", `${BASE}/${made.body.id}`)).status, 403);
  const changed = await ask<QuickReply>(house, lin, "PUT", path, {
    scope: "personal",
    text: "new",
  });
  assert.equal(changed.body.text, "new");
  assert.equal((await ask(house, lin, "DELETE", path)).status, 204);
  assert.deepEqual(await textsOf(lin), ["运费险"]);
});

Deno.test("quick replies - a repeated request makes one, and wrong fields are named", async () => {
  const lin = await staff(house, "lin");
  const [one, again] = [
    await add(lin, { scope: "personal", text: "once" }, "key-1"),
    await add(lin, { scope: "personal", text: "once" }, "key-1"),
  ];
  assert.equal(one.body.id, again.body.id);
  const wrong = await add(lin, { scope: "personal", text: "x", shortcut: "no spaces" });
  assert.deepEqual(wrong.body.fields?.map((field) => field.path), ["shortcut"]);
});

Deno.test("quick replies - a file goes along and comes back byte for byte, other kinds are refused", async () => {
  const lin = await staff(house, "lin");
  const { body: { id } } = await add(lin, { scope: "personal", text: "sizes" });
  const pdf = new TextEncoder().encode("%PDF-1.4 sizes");
  const path = `${BASE}/${id}/file`;
  const page = new TextEncoder().encode("<html>");
  const refused = await ask(house, lin, "POST", `${path}?name=a.pdf`, page);
  assert.equal(refused.status, 415);
  const made = await ask<QuickReply>(house, lin, "POST", `${path}?name=sizes.pdf`, pdf);
  assert.deepEqual(made.body.file, { name: "sizes.pdf", type: "application/pdf", bytes: 14 });
  const read = await ask<{ text: string }>(house, lin, "GET", path);
  assert.equal(read.body.text, "%PDF-1.4 sizes");
  assert.equal((await ask(house, await staff(house, "he"), "GET", path)).status, 404);
});

Deno.test("quick replies - initials read words in their context and keep letters and digits", async () => {
  assert.equal(await initialsOf("重庆 48 小时发货,L 码"), "cq48xsfhlm");
});
