import assert from "node:assert/strict";
import { initialOf, languageOf, linkify, safeAddress, safeName } from "./text.ts";

Deno.test("text - a name loses marks that hide or turn characters", () => {
  assert.equal(safeName("a\u202Egpj.exe\u200B"), "agpj.exe");
  assert.equal(safeName("\u2066\uFEFF", "访客 7F21"), "访客 7F21");
  assert.equal(safeName("  晴天\n小鹿 "), "晴天 小鹿");
  assert.equal([...safeName("鹿".repeat(300))].length, 64);
});

Deno.test("text - an avatar shows one whole character", () => {
  assert.equal(initialOf("晴天"), "晴");
  assert.equal(initialOf("emily"), "E");
  assert.equal(initialOf("😀x"), "😀");
  assert.equal(initialOf(""), "?");
});

Deno.test("text - addresses become links and the rest stays text", () => {
  assert.deepEqual(linkify("看 https://example.com/a?b=1，谢谢"), [
    { text: "看 " },
    { text: "https://example.com/a?b=1", href: "https://example.com/a?b=1" },
    { text: "，谢谢" },
  ]);
  assert.deepEqual(linkify("(http://a.example/x)."), [
    { text: "(" },
    { text: "http://a.example/x", href: "http://a.example/x" },
    { text: ")." },
  ]);
});

Deno.test("text - scripts and hidden credentials are never links", () => {
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "https://bank@evil.example/", ""]) {
    assert.equal(safeAddress(bad), undefined);
  }
  assert.deepEqual(linkify("javascript:alert(1)"), [{ text: "javascript:alert(1)" }]);
});

Deno.test("text - a message is marked by its script", () => {
  assert.equal(languageOf("Does it ship?"), "en");
  assert.equal(languageOf("L 码"), "zh-CN");
});
