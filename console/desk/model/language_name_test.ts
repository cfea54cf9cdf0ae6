import assert from "node:assert/strict";
import { languageName } from "./language_name.ts";

Deno.test("language name - a tag is told in the reader's language", () => {
  assert.equal(languageName("zh-CN", "zh"), "中文（中国）");
  assert.equal(languageName("zh-CN", "en"), "Chinese (China)");
  assert.equal(languageName("en", "zh"), "英语");
});

Deno.test("language name - what is no tag stays as it is, and nothing stays nothing", () => {
  assert.equal(languageName("not a tag!", "en"), "not a tag!");
  assert.equal(languageName("", "en"), undefined);
  assert.equal(languageName(undefined, "en"), undefined);
});
