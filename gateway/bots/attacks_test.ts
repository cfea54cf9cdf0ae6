/** Attacks on the bots' ears: texts that are made to cost; the numbers are rows of the table. */
import assert from "node:assert/strict";
import type { Bot } from "../../engine/contract/wire/configuration.ts";
import { botReply } from "../../engine/contract/schemas/bots.ts";
import { MESSAGE_TEXT_MAX } from "../../engine/contract/wire/messages.ts";
import { knowledgeOf } from "./faq/knowledge.ts";
import { wantsPeople } from "../../engine/contract/wants_people.ts";

/** Best of five: other work on the machine only adds. */
function costMs(work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < 5; round++) {
    const began = performance.now();
    work();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}

Deno.test("attack 19 - a text of blanks behind a verb is heard in less than a moment", () => {
  const heard = ["转" + " ".repeat(3_998) + "x", "talk ".repeat(800), "人工" + " ".repeat(3_998)];
  for (const text of heard) {
    const ms = costMs(() => wantsPeople(text));
    assert.ok(ms < 10, `${ms.toFixed(1)} ms for ${text.slice(0, 5)}`);
  }
});

const letter = (at: number) => String.fromCharCode(0x4e00 + at % 15_000);

Deno.test("attack 19 - a long question to the longest list costs what it meets, not the list", () => {
  const knowledge = Array.from({ length: 1_000 }, (_, entry) => ({
    id: `k${entry}`,
    questions: Array.from(
      { length: 50 },
      (_, at) => letter(entry * 50 + at) + letter(entry * 7 + at),
    ),
    answer: { zh: "答", en: "answer" },
  }));
  const known = knowledgeOf({ knowledge } as unknown as Bot);
  const text = Array.from({ length: 500 }, (_, at) => letter(at * 37)).join("");
  const ms = costMs(() => known.answer(text));
  assert.ok(ms < 40, `${ms.toFixed(1)} ms`);
});

Deno.test("attack 19, 21 - what a bot may not say counts as silence", () => {
  const wrong = [
    { kind: "answer", text: "x".repeat(MESSAGE_TEXT_MAX + 1) },
    { kind: "answer", text: "half \ud83d" },
    { kind: "answer", text: "a\u0000b" },
    { kind: "answer", text: { $gt: "" } },
    { kind: "answer", text: "x", visibility: "staff" },
    { kind: "constructor" },
    null,
    "x".repeat(100_000),
  ];
  for (const reply of wrong) assert.equal(botReply.safeParse(reply).success, false);
});
