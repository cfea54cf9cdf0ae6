import assert from "node:assert/strict";
import { visitOf } from "./visit.ts";

const PAGE = "https://shop.example/tents";

Deno.test("visit - the search engine and the words that led here", async () => {
  const referrer = "https://www.baidu.com/s?wd=%E4%B8%89%E5%AD%A3%E5%B8%90";
  const facts = await visitOf({ page: PAGE, referrer }, "127.0.0.1");
  assert.deepEqual(facts, {
    page: PAGE,
    referrer,
    address: "127.0.0.1",
    source: "baidu",
    keyword: "三季帐",
  });
});

Deno.test("visit - a campaign's tag comes before the site, one's own pages are no source", async () => {
  const sources = async (page: string, referrer: string) =>
    (await visitOf({ page, referrer }, "127.0.0.1")).source;
  assert.equal(await sources(`${PAGE}?utm_source=douyin`, "https://bing.com/?q=tent"), "douyin");
  assert.equal(await sources(PAGE, "https://blog.example/best-tents"), "blog.example");
  assert.equal(await sources(PAGE, "https://shop.example/"), undefined);
  assert.equal(await sources(PAGE, "not an address"), undefined);
  assert.equal(await sources(PAGE, "https://evilbaidu.com/?wd=x"), "evilbaidu.com");
});

Deno.test("visit - the region of an address, none for this machine's", async () => {
  assert.match((await visitOf(undefined, "120.24.78.68")).region ?? "", /^广东省? 深圳市?$/);
  assert.equal((await visitOf(undefined, "8.8.8.8")).region?.split(" ")[0], "美国");
  for (const address of ["127.0.0.1", "::1", "192.168.1.2", "nonsense", ""]) {
    assert.equal((await visitOf(undefined, address)).region, undefined);
  }
});
