import assert from "node:assert/strict";
import type { Command } from "../contract/wire/commands.ts";
import { applyBatch, createPartition, decode, encode, installDocument } from "./mod.ts";
import { type Desk, run } from "./testing/desk.ts";
import { happen, randomDesk } from "./testing/history.ts";
import { checkAssignments, checkInvariants } from "./testing/invariants.ts";

/** `deno test -A engine/core/history_test.ts -- --long` gives more than a million commands. */
const LONG = Deno.args.includes("--long");
const SEEDS = LONG ? 1_000 : 30;
const STEPS = 400;

function replay(desk: Desk, state = createPartition(0), from = 0) {
  for (const [hash, document] of desk.documents) installDocument(state, hash, document);
  for (let at = from; at < desk.journal.length; at++) {
    const batch = JSON.parse(JSON.stringify(desk.journal[at]));
    applyBatch(state, batch, at + 1);
  }
  return state;
}

Deno.test("history - nobody waits beside room, nobody overtakes, loads add up, whatever happens", () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { desk, dice } = randomDesk(seed);
    desk.watch = (drafts) => checkAssignments(desk, drafts);
    for (let step = 0; step < STEPS; step++) {
      try {
        happen(desk, dice);
        checkInvariants(desk);
      } catch (error) {
        throw new Error(`seed ${seed} step ${step}`, { cause: error });
      }
    }
  }
});

Deno.test("history - replay, snapshot and snapshot with its tail come to the same bytes", () => {
  for (let seed = 101; seed <= 100 + SEEDS; seed++) {
    const { desk, dice } = randomDesk(seed);
    for (let step = 0; step < STEPS / 2; step++) happen(desk, dice);
    const middle = encode(desk.state);
    const at = desk.journal.length;
    for (let step = 0; step < STEPS / 2; step++) happen(desk, dice);
    const live = encode(desk.state);
    const document = (hash: string) => desk.documents.get(hash);
    assert.deepEqual(encode(replay(desk)), live, `seed ${seed}: replay`);
    assert.deepEqual(encode(decode(live, document)), live, `seed ${seed}: decode`);
    assert.deepEqual(
      encode(replay(desk, decode(middle, document), at)),
      live,
      `seed ${seed}: tail`,
    );
  }
});

Deno.test("history - commands after a snapshot taken anywhere do what they do without it", () => {
  for (let seed = 201; seed <= 200 + SEEDS; seed++) {
    const { desk, dice } = randomDesk(seed);
    for (let step = 0; step < STEPS; step++) {
      const commands: [at: number, command: Command][] = [];
      desk.given = (command) => commands.push([desk.now, command]);
      const [state, from] = [encode(desk.state), desk.journal.length];
      happen(desk, dice);
      if (step % 4 > 0) continue;
      const restored: Desk = {
        ...desk,
        state: decode(state, (hash) => desk.documents.get(hash)),
        journal: [],
        batches: from,
        given: undefined,
      };
      for (const [hash, one] of desk.documents) installDocument(restored.state, hash, one);
      for (const [at, command] of commands) run(Object.assign(restored, { now: at }), command);
      const batches = desk.journal.slice(from);
      assert.deepEqual(restored.journal, batches, `seed ${seed} step ${step}`);
    }
  }
});
