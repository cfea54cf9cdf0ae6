import assert from "node:assert/strict";
import * as kernel from "../mod.ts";
import { runHistory } from "./history.ts";
import type { Kernel } from "./world.ts";

/** `deno test -A engine/core/routing/oracle -- --long` runs more than a million commands. */
const LONG = Deno.args.includes("--long");
const SEEDS = 60;
const STEPS = 250;
const LONG_SEEDS = 1100;
const LONG_STEPS = 1000;

Deno.test("kernel - answers as a full scan does, on random histories with all rules on", () => {
  const [seeds, steps] = LONG ? [LONG_SEEDS, LONG_STEPS] : [SEEDS, STEPS];
  for (let seed = 1; seed <= seeds; seed++) runHistory(kernel, seed, steps);
});

/** Each leaves out one thing that an engine could forget. */
const FAULTS: Record<string, Partial<Kernel>> = {
  "a dormant conversation frees nothing": { reweigh: () => {} },
  "a gone visitor is still served": { setGone: () => {} },
  "an agent gets back what it declined": { exclude: () => {} },
  "the place in line is lost": {
    enqueue: (r, item, group, where) =>
      kernel.enqueue(r, item, group, { ...where, enqueuedAt: where.enqueuedAt + where.order }),
  },
  "nobody's turn is counted": {
    assign: (r, agent, cost, now) => kernel.assign(r, agent, cost, now),
  },
  "a release does not begin idleness": {
    release: (r, agent, cost, now) => kernel.release(r, agent, cost, now - 7),
  },
  "required skills are forgotten": {
    pickAgent: (r, group, need) => kernel.pickAgent(r, group, { ...need, requirement: 0 }),
  },
  "the last agent is forgotten": {
    pickAgent: (r, group, need) => kernel.pickAgent(r, group, { ...need, lastAgent: undefined }),
  },
  "a bonus is forgotten": {
    setMembership: (r, agent, group, terms) =>
      kernel.setMembership(r, agent, group, { ...terms, bonus: 0 }),
  },
  "idleness is not read": {
    decodeRouting: (bytes) => {
      const read = kernel.decodeRouting(bytes);
      for (const agent of read.agents) {
        kernel.assign(read.routing, agent, 0, 0);
        kernel.release(read.routing, agent, 0, 0);
      }
      return read;
    },
  },
  "units are not reserved": {
    putGroup: (r, group, rule) => kernel.putGroup(r, group, { ...rule, reserveAfterMs: undefined }),
  },
};

for (const [name, fault] of Object.entries(FAULTS)) {
  Deno.test(`kernel - the full scan notices when ${name}`, () => {
    const broken = { ...kernel, ...fault };
    assert.throws(() => {
      for (let seed = 1; seed <= SEEDS; seed++) runHistory(broken, seed, STEPS);
    }, /seed \d+, step \d+/);
  });
}
