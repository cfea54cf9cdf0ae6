import assert from "node:assert/strict";
import type { Explanation } from "../engine/contract/wire/explanation.ts";
import { partitionOf } from "../engine/contract/wire/ids.ts";
import { readWhole } from "../engine/local/journal/whole.ts";

/** A recorded day of level 1: what was decided then is explained by today's engine. */
const RECORDED = new URL("../tests/journals/1", import.meta.url).pathname;

async function task(...args: string[]): Promise<{ code: number; text: string }> {
  const script = new URL("./explain.ts", import.meta.url).pathname;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", script, ...args, "--data", RECORDED],
  });
  const { code, stdout } = await command.output();
  return { code, text: new TextDecoder().decode(stdout) };
}

async function lastAssigned() {
  let found: { conversation: string; agent: string; seq: number } | undefined;
  for await (const { batch } of readWhole(RECORDED, partitionOf("demo"))) {
    for (const event of batch.events) if (event.type === "conversation.assigned") found = event;
  }
  return found!;
}

Deno.test("explain - the task replays a recorded journal to a decision and names its winner", async () => {
  const { conversation, agent, seq } = await lastAssigned();
  const { code, text } = await task(conversation, "--at", String(seq), "--json");
  assert.equal(code, 0);
  const explanation = JSON.parse(text) as Explanation;
  assert.deepEqual([explanation.winner, explanation.event], [agent, "conversation.assigned"]);
  assert.ok(explanation.candidates.some((one) => one.agent === agent));
  const told = await task(conversation, "--at", String(seq));
  assert.match(told.text, new RegExp(`^\\* ${agent} `, "m"));
});

Deno.test("explain - what is not there ends with 1, a strange option with 2", async () => {
  assert.equal((await task("nobody")).code, 1);
  assert.equal((await task("nobody", "--strange")).code, 2);
});
