import assert from "node:assert/strict";
import { csvOf } from "./csv.ts";

Deno.test("attack 42 - what a spreadsheet would run is text, numbers stay numbers", () => {
  const rows = [["=HYPERLINK(1)", "@x", "+1", "-2", "a"], [-2, 3.5, undefined]];
  assert.equal(csvOf(rows), "\ufeff'=HYPERLINK(1),'@x,'+1,'-2,a\r\n-2,3.5,\r\n");
});

Deno.test("attack 42 - a formula in wide letters, behind blanks or behind another list's mark is text", () => {
  const rows = [["＝1+1", "＠x", " =1", "\u200b=1", "\n=1", "a;=1", "a\t=1", "－"]];
  const cells = ["'＝1+1", "'＠x", "' =1", "'\u200b=1", '"\'\n=1"', '"a;=1"', '"a\t=1"', "'－"];
  assert.equal(csvOf(rows), `\ufeff${cells.join(",")}\r\n`);
});

Deno.test("csv - quotes, commas and line ends stay within their cell", () => {
  assert.equal(csvOf([['a "b"', "c,d", "e\nf"]]), '\ufeff"a ""b""","c,d","e\nf"\r\n');
});
