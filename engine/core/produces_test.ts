import assert from "node:assert/strict";
import type { CommandType } from "../contract/wire/commands.ts";
import { PRODUCES } from "../contract/wire/produces.ts";
import { MAY_GIVE } from "./decide.ts";
import { happen, randomDesk } from "./testing/history.ts";

const SEEDS = 60;
const STEPS = 300;
const GATEWAYS_OWN: CommandType[] = [
  "visitor.update",
  "visitor.erasureCompleted",
  "roster.remove",
  "config.publish",
  "config.withdraw",
  "config.change",
];

Deno.test("events - a command produces nothing but what the contract says, and every command happens", () => {
  const happened = new Map<string, Set<string>>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { desk, dice } = randomDesk(seed);
    desk.given = (command, drafts) => {
      const allowed: readonly string[] = PRODUCES[command.type];
      const seen = happened.get(command.type) ?? new Set();
      for (const { type } of drafts) {
        assert.ok(allowed.includes(type), `${command.type} produced ${type}`);
        seen.add(type);
      }
      happened.set(command.type, seen);
    };
    for (let step = 0; step < STEPS; step++) happen(desk, dice);
  }
  const silent = Object.keys(MAY_GIVE).filter((type) =>
    !happened.get(type)?.size && !GATEWAYS_OWN.includes(type as CommandType)
  );
  assert.deepEqual(silent, []);
});
