import assert from "node:assert/strict";
import fc from "fast-check";
import { type Block, richText } from "./rich_text.ts";

const text = (words: string) => ({ kind: "text", text: words });

Deno.test("rich text - paragraphs, strong words, links and lists", () => {
  const source =
    "Half price today\n\nOnly **until midnight**, see [the terms](https://shop.example/t).\n" +
    "- Tents\n- **Boots**";
  assert.deepEqual(richText(source), [
    { kind: "paragraph", lines: [[text("Half price today")]] },
    {
      kind: "paragraph",
      lines: [[
        text("Only "),
        { kind: "strong", text: "until midnight" },
        text(", see "),
        { kind: "link", text: "the terms", url: "https://shop.example/t" },
        text("."),
      ]],
    },
    { kind: "list", items: [[text("Tents")], [{ kind: "strong", text: "Boots" }]] },
  ]);
});

Deno.test("rich text - what may not be followed, and markup, stay text", () => {
  for (
    const line of [
      "[x](javascript:alert(1))",
      "[x](data:text/html,hi)",
      "[x](https://bank@evil.example/)",
      "<img src=x onerror=alert(1)>",
      "2 * 3 ** 4",
    ]
  ) {
    assert.deepEqual(richText(line), [{ kind: "paragraph", lines: [[text(line)]] }]);
  }
});

Deno.test("rich text - nothing gets lost: every letter of plain text comes out once", () => {
  const words = (blocks: Block[]) =>
    blocks.flatMap((one) => one.kind === "list" ? one.items : one.lines).flat()
      .map((piece) => piece.text).join("");
  const plain = fc.string({ unit: fc.constantFrom("a", "中", " ", "\n", "-", ".", "(") });
  fc.assert(fc.property(plain, (source) => {
    const bare = (all: string) => all.replaceAll(/[\s-]/g, "");
    assert.equal(bare(words(richText(source))), bare(source));
  }));
});
