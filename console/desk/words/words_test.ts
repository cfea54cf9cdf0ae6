import assert from "node:assert/strict";
import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en.ts";
import { type Word, zh } from "./zh.ts";

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

/** Names of all slots of a message, in plural and select branches too. */
function slotsOf(elements: Element[]): string[] {
  return elements.flatMap((element) => {
    const inner = "children" in element
      ? slotsOf(element.children)
      : "options" in element
      ? Object.values(element.options).flatMap((option) => slotsOf(option.value))
      : [];
    const named = "value" in element && typeof element.value === "string" && element.type !== 0;
    return named ? [element.value as string, ...inner] : inner;
  });
}

const slots = (message: string, locale: string): string[] =>
  [...new Set(slotsOf(new IntlMessageFormat(message, locale).getAst()))].sort();

Deno.test("words - both languages have the same slots in every sentence", () => {
  for (const key of Object.keys(zh) as Word[]) {
    assert.deepEqual(slots(en[key], "en"), slots(zh[key], "zh-CN"), key);
  }
});

Deno.test("words - no sentence is empty, and Chinese ones are Chinese", () => {
  const latin = new Set<Word>([
    "language.en",
    "visitor.qq",
    "log.day",
    "capacity.value",
    "replies.count",
    "join.person",
    "wall.rate.of",
    "config.entry",
  ]);
  for (const key of Object.keys(zh) as Word[]) {
    assert.ok(en[key].length > 0, key);
    assert.ok(latin.has(key) || /[\u4e00-\u9fff]/.test(zh[key]), key);
  }
});

Deno.test("words - every sentence has a name of its own", async () => {
  const folder = new URL(".", import.meta.url);
  const where = new Map<string, string>();
  for await (const { name } of Deno.readDir(folder)) {
    if (!/^(?!en|zh|.*_test)\w+\.ts$/.test(name)) continue;
    const table = await import(new URL(name, folder).href) as { zh: Record<string, string> };
    for (const key of Object.keys(table.zh)) {
      assert.equal(where.get(key), undefined, `${key} stands in ${where.get(key)} and ${name}`);
      where.set(key, name);
    }
  }
  assert.equal(where.size, Object.keys(zh).length);
});
