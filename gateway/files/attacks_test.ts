/** Attacks through uploads and links; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import type { FileLink } from "../../engine/contract/wire/http.ts";
import { LIMITS } from "../limits/limits.ts";
import { type House, openHouse } from "../testing/house.ts";
import { ask, type Browser, opened, visitor } from "../testing/people.ts";
import { pngOf } from "../testing/pictures.ts";
import { filesOrigin } from "./origin.ts";

let house: House;
Deno.test.beforeAll(async () => void (house = await openHouse()));
Deno.test.afterAll(() => house.close());

const V = "/api/v1/visitor";

async function upload(who: Browser, conversation: string, name: string, bytes: Uint8Array) {
  const query = new URLSearchParams({ conversation, name });
  return await ask<{ id: string; name: string; type: string; bytes: number }>(
    house,
    who,
    "POST",
    `${V}/files?${query}`,
    bytes,
    { "content-type": "application/octet-stream" },
  );
}

const text = (words: string) => new TextEncoder().encode(words);

Deno.test("attack 27 - dangerous uploads are refused, the rest is served harmless elsewhere", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const refusals: [string, Uint8Array, number][] = [
    ["a.svg", text("<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>"), 415],
    ["a.png", text("<html><script>alert(1)</script>"), 415],
    ["a.png", new Uint8Array([1, 2, 3, 0]), 415],
    ["huge.png", pngOf(50_000, 50_000), 413],
    ["big.txt", new Uint8Array(LIMITS.uploadBytesMax + 1).fill(65), 413],
  ];
  for (const [name, bytes, status] of refusals) {
    assert.equal((await upload(anna, conversation, name, bytes)).status, status, name);
  }
  const pdf = await upload(anna, conversation, "../../\u202Efdp.html", text("%PDF-1.4 /JS (x)"));
  assert.equal(pdf.status, 201);
  assert.equal(pdf.body.name, "fdp.pdf");
  const link = await ask<FileLink>(house, anna, "GET", `${V}/files/${pdf.body.id}/link`);
  assert.ok(link.body.url.startsWith("http://files.test/f/"));
  const served = await filesOrigin(house.gateway).fetch(new Request(link.body.url), {
    peer: "127.0.0.1",
  });
  assert.equal(await served.text(), "%PDF-1.4 /JS (x)");
  assert.match(served.headers.get("content-disposition")!, /^attachment; .*fdp\.pdf/);
  assert.match(served.headers.get("content-security-policy")!, /sandbox/);
  assert.equal(served.headers.get("x-content-type-options"), "nosniff");
});

Deno.test("attack 28 - a file of another conversation is nobody's, by id, link or message", async () => {
  const [anna, boris] = [await visitor(house), await visitor(house)];
  const hers = await opened(house, anna);
  const his = await opened(house, boris);
  const { body: file } = await upload(anna, hers.conversation, "a.png", pngOf(4, 4));
  const image = { kind: "image", file };
  const path = (id: string) => `${V}/conversations/${id}/messages`;
  const stolen = await ask(house, boris, "POST", path(his.conversation), { body: image });
  assert.deepEqual([stolen.status, stolen.body.code], [404, "not_found"]);
  const link = await ask(house, boris, "GET", `${V}/files/${file.id}/link`);
  assert.deepEqual([link.status, link.body.code], [404, "not_found"]);
  assert.equal((await upload(boris, hers.conversation, "b.png", pngOf(4, 4))).status, 404);
  const files = filesOrigin(house.gateway);
  const guesses = ["", "?until=99999999999999&signature=x", `?until=1&signature=${"a".repeat(43)}`];
  for (const guess of guesses) {
    const direct = new Request(`http://files.test/f/${file.id}${guess}`);
    assert.equal((await files.fetch(direct, { peer: "127.0.0.1" })).status, 404);
  }
  const own = await ask(house, anna, "POST", path(hers.conversation), { body: image });
  assert.equal(own.status, 201, JSON.stringify(own.body));
});
