/** Attacks through uploads and links; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import type { FileLink } from "../../engine/contract/wire/http.ts";
import { LIMITS } from "../limits/limits.ts";
import { type House, openHouse, ORIGIN, until } from "../testing/house.ts";
import { ask, type Browser, opened, staff, visitor } from "../testing/people.ts";
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

Deno.test("attack 34, 36 - files under way are few, and a stranger's bytes are never read", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const slow: { pulled: boolean; end: () => void }[] = [];
  const send = (headers: Record<string, string>) => {
    const one = { pulled: false, end: () => {} };
    slow.push(one);
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        one.pulled = true;
        return new Promise((resolve) => {
          one.end = () => (controller.close(), resolve());
        });
      },
    }, { highWaterMark: 0 });
    const request = new Request(`${ORIGIN}${V}/files?conversation=${conversation}&name=a`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/octet-stream" },
      body,
    });
    return house.app.fetch(request, { peer: anna.address });
  };
  const { authorization: _token, ...nobody } = anna.headers;
  assert.equal((await send(nobody)).status, 401);
  assert.equal(slow[0].pulled, false);
  const held = Array.from({ length: LIMITS.uploadsAtOncePerPersonMax }, () => send(anna.headers));
  await until(() => slow.slice(1).every((one) => one.pulled), "uploads under way");
  assert.equal((await send(anna.headers)).status, 429);
  for (const one of slow) one.end();
  for (const one of held) assert.equal((await one).status, 422);
  assert.equal((await upload(anna, conversation, "a.txt", text("words"))).status, 201);
});

Deno.test("attack 36 - readers that hardly read hold only so many files", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const words = text("word ".repeat(100_000));
  const { body: file } = await upload(anna, conversation, "a.txt", words);
  const link = await ask<FileLink>(house, anna, "GET", `${V}/files/${file.id}/link`);
  const files = filesOrigin(house.gateway);
  const get = (method = "GET") =>
    files.fetch(new Request(link.body.url, { method }), { peer: "127.8.8.8" });
  const held: Response[] = [];
  for (let at = 0; at < LIMITS.downloadsAtOncePerAddressMax; at++) held.push(await get());
  assert.equal((await get()).status, 429);
  await held.pop()!.body!.cancel();
  const whole = await get();
  assert.equal(whole.headers.get("content-length"), String(words.length));
  assert.equal((await whole.text()).length, words.length);
  assert.equal((await get("HEAD")).status, 404);
  held.push(await get());
  assert.equal(held.at(-1)!.status, 200);
  for (const one of held) await one.body!.cancel();
});

Deno.test("attack 36 - who is blocked stores no files in what was theirs", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  assert.equal((await upload(anna, conversation, "a.txt", text("a"))).status, 201);
  const shen = await staff(house, "shen");
  const block = (blocked: boolean) =>
    ask(house, shen, "POST", `/api/v1/visitors/${anna.visitor}/block`, { blocked });
  assert.equal((await block(true)).status, 200);
  const { status, body } = await upload(anna, conversation, "b.txt", text("b"));
  assert.deepEqual([status, body.code, body.reason], [403, "forbidden", "visitor_blocked"]);
  assert.equal((await block(false)).status, 200);
  assert.equal((await upload(anna, conversation, "c.txt", text("c"))).status, 201);
});
