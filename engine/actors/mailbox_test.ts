import assert from "node:assert/strict";
import type { Command, CommandType } from "../contract/wire/commands.ts";
import type { By } from "../contract/wire/ids.ts";
import { type Pressure, refused } from "./admission.ts";
import {
  createMailbox,
  fillWith,
  type Letter,
  MAILBOX_BYTES_MAX,
  MAILBOX_COMMANDS_MAX,
} from "./mailbox.ts";

const command = (type: CommandType, by: By, more: object = {}) =>
  ({ type, id: "i", level: 1, workspace: "demo", by, route: "shop", ...more }) as Command;

const letter = (number: number, bytes = 300): Letter => ({
  command: command("conversation.close", "agent:a", { number }),
  key: String(number),
  body: "",
  bytes,
  reply: () => {},
});

Deno.test("mailbox - gives back in order what was put in, and counts it", () => {
  const mailbox = createMailbox();
  for (let round = 0; round < 5; round++) {
    for (let number = 0; number < 3_000; number++) mailbox.push(letter(number));
    assert.equal(mailbox.size(), 3_000);
    assert.equal(mailbox.bytes(), 900_000);
    for (let number = 0; number < 3_000; number++) assert.equal(mailbox.shift()!.key, `${number}`);
    assert.equal(mailbox.shift(), undefined);
    assert.equal(mailbox.bytes(), 0);
  }
});

Deno.test("mailbox - is full by count or by bytes, whichever comes first", () => {
  const mailbox = createMailbox();
  for (let number = 1; number < MAILBOX_COMMANDS_MAX; number++) mailbox.push(letter(number, 1));
  assert.equal(fillWith(mailbox, letter(0, 1)), 1);
  const heavy = createMailbox();
  heavy.push(letter(1, MAILBOX_BYTES_MAX / 2));
  assert.equal(fillWith(heavy, letter(2, MAILBOX_BYTES_MAX / 2)), 1);
  assert.ok(fillWith(heavy, letter(2, MAILBOX_BYTES_MAX / 2 + 1)) > 1);
});

const CLASSES: Record<string, number> = { vip: 1, shop: 4 };
const pressure = (fill: number, journalFill = 0): Pressure => ({
  fill,
  journalFill,
  classOf: (_workspace, route) => CLASSES[route],
});

/** Lowest fill at which each command is refused; Infinity = never. */
const TABLE: [name: string, of: Command, above: number][] = [
  ["an open", command("conversation.open", "visitor:v"), 0.5],
  ["an open on a VIP route", command("conversation.open", "visitor:v", { route: "vip" }), 0.9],
  ["an open of class 1", command("conversation.open", "visitor:v", { priority: 1 }), 0.9],
  ["a returning open", command("conversation.open", "visitor:v", { returning: true }), 0.9],
  ["a named open", command("conversation.open", "visitor:v", { agent: "a" }), 0.9],
  ["an open on an unknown route", command("conversation.open", "visitor:v", { route: "x" }), 0.5],
  ["a visitor's message", command("conversation.message", "visitor:v"), 0.9],
  ["an agent's message", command("conversation.message", "agent:a"), 1],
  ["a supervisor's message", command("conversation.message", "supervisor:s"), 1],
  ["a close", command("conversation.close", "visitor:v"), 1],
  ["a transfer", command("conversation.transfer", "agent:a"), 0.9],
  ["a lapse", command("gateway.lapse", "engine"), Infinity],
  ["a deadline", command("deadline.fire", "engine"), Infinity],
];

for (const [name, of, above] of TABLE) {
  Deno.test(`admission - ${name} is refused above ${above} of the mailbox, not at it`, () => {
    assert.equal(refused(of, pressure(Math.min(above, 50))), undefined);
    if (above === Infinity) return;
    const refusal = refused(of, pressure(above + 0.001));
    assert.equal(refusal?.code, "busy");
    assert.ok(refusal.retryAfterMs! >= 1_000 && refusal.retryAfterMs! <= 5_000);
  });
}

Deno.test("admission - opens stop at 90 % of the journal, VIPs too, and nothing else does", () => {
  for (const [, of] of TABLE) {
    const opens = of.type === "conversation.open";
    assert.equal(refused(of, pressure(0, 0.899)), undefined);
    assert.equal(refused(of, pressure(0, 0.9))?.code, opens ? "busy" : undefined);
  }
});
