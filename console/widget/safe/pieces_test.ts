import assert from "node:assert/strict";
import fc from "fast-check";
import { piecesOf, plainLine, webAddress } from "./pieces.ts";

const shown = (text: string): string =>
  piecesOf(text).map((piece) => piece.kind === "hidden" ? `[${piece.code}]` : piece.text).join("");

Deno.test("text - characters that hide or reorder others are named", () => {
  assert.equal(shown("a\u202egpj.exe"), "a[U+202E]gpj.exe");
  assert.equal(shown("pay\u200bpal \u2066x\u2069"), "pay[U+200B]pal [U+2066]x[U+2069]");
  assert.equal(plainLine("bill\u202efdp.exe"), "bill⟨U+202E⟩fdp.exe");
});

Deno.test("text - joiners stay where writing needs them", () => {
  assert.equal(shown("👨\u200d👩\u200d👧 ❤️\u200d🔥"), "👨\u200d👩\u200d👧 ❤️\u200d🔥");
  assert.equal(shown("می\u200cخواهم"), "می\u200cخواهم");
  assert.equal(shown("pay\u200dpal"), "pay[U+200D]pal");
});

Deno.test("text - web links end where the sentence goes on", () => {
  const links = (text: string) => piecesOf(text).flatMap((p) => p.kind === "link" ? [p.url] : []);
  assert.deepEqual(links("看 https://a.cn/x?b=1。谢谢"), ["https://a.cn/x?b=1"]);
  assert.deepEqual(links("(see http://a.cn/b)."), ["http://a.cn/b"]);
  assert.deepEqual(links("javascript:alert(1) data:text/html,x ftp://a"), []);
  assert.deepEqual(links("https://good.cn\u202e/moc.live"), ["https://good.cn/"]);
});

Deno.test("text - only web addresses without a name in front may be followed", () => {
  assert.equal(webAddress("https://a.cn/"), "https://a.cn/");
  for (
    const trap of ["javascript:alert(1)", "data:text/html,x", "https://bank.cn@evil.cn", "//x"]
  ) {
    assert.equal(webAddress(trap), undefined);
  }
});

Deno.test("text - nothing is lost and nothing reorders, whatever is written", () => {
  const reorders = /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/;
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
    assert.ok(!reorders.test(shown(text)));
    const words = piecesOf(text).map((p) =>
      p.kind === "hidden" ? String.fromCodePoint(parseInt(p.code.slice(2), 16)) : p.text
    );
    assert.equal(words.join(""), text);
  }));
});
