import assert from "node:assert/strict";
import { keywordOf } from "./keyword.ts";

Deno.test("keyword - read from the address that led here, in any of the usual parameters", () => {
  assert.equal(keywordOf("https://www.baidu.com/s?wd=%E5%86%B2%E9%94%8B%E8%A1%A3"), "冲锋衣");
  assert.equal(keywordOf("https://search.example/?q=shell+jacket"), "shell jacket");
  assert.equal(keywordOf("https://shop.example/tents"), undefined);
  assert.equal(keywordOf("not an address"), undefined);
  assert.equal(keywordOf(`https://x.example/?q=${"a".repeat(200)}`), undefined);
});
