import assert from "node:assert/strict";
import { language } from "../stores/host.ts";
import { en } from "./en.ts";
import { loadWords, type Sentence, t } from "./words.ts";
import { zh } from "./zh.ts";

const forms = (sentence: Sentence): string[] =>
  typeof sentence === "string" ? [sentence] : Object.values(sentence);
const slots = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

Deno.test("words - both languages have every sentence with the same slots", () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort());
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
    const [chinese] = forms(zh[key]);
    for (const form of forms(en[key])) {
      assert.ok(form.trim() !== "", key);
      assert.deepEqual(slots(form), slots(chinese), key);
    }
  }
});

Deno.test("words - Chinese has no half-width punctuation between characters", () => {
  for (const [key, sentence] of Object.entries(zh)) {
    for (const form of forms(sentence)) assert.doesNotMatch(form, /\p{Script=Han}[,;:!?]/u, key);
  }
});

Deno.test("words - plurals follow the language", async () => {
  language.value = "en";
  await loadWords();
  assert.equal(t("newMessages", { n: 1 }), "1 new message");
  assert.equal(t("newMessages", { n: 1200 }), "1,200 new messages");
  language.value = "zh";
  await loadWords();
  assert.equal(t("newMessages", { n: 1 }), "1 条新消息");
});
