import assert from "node:assert/strict";
import { openLocal } from "../mod.ts";
import { caughtUp } from "./compare_folder.ts";
import { openRecords } from "./open_records.ts";

const PARTITION = 22;

/** Acknowledged desk writes before the kill: a different moment of the projector each time. */
const KILL_AFTER = [10, 40];

async function linesUntilKilled(folder: string, round: number, after: number): Promise<string[]> {
  const victim = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL("./kill_victim.ts", import.meta.url).pathname, folder, `${round}`],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let text = "";
  let killed = false;
  for await (const chunk of victim.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (killed || text.split("\n").length <= after) continue;
    victim.kill("SIGKILL");
    killed = true;
  }
  await victim.status;
  return text.split("\n").slice(0, -1);
}

Deno.test("records - killed again and again, nothing acknowledged is missing or doubled", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-kill-" });
  const acknowledged: string[] = [];
  try {
    for (const [round, after] of KILL_AFTER.entries()) {
      acknowledged.push(...await linesUntilKilled(folder, round, after));
    }
    assert.ok(acknowledged.length >= KILL_AFTER.reduce((sum, after) => sum + after));
    const reports: string[] = [];
    const report = (sentence: string) => void reports.push(sentence);
    const local = await openLocal(folder);
    const { sequence } = await (await local.journal(PARTITION)).tail();
    const { durable } = local;
    const records = await openRecords({ folder, partitions: [PARTITION], durable, report });
    await caughtUp(records, PARTITION, sequence);
    const compared = await records.compare(PARTITION);
    assert.deepEqual(compared.first, []);
    assert.ok(compared.judged > 100);
    const rows = await records.database.query<{ account: string }>(
      "select account from desk.accounts",
    );
    const held = new Set(rows.map(({ account }) => account));
    assert.deepEqual(acknowledged.filter((account) => !held.has(account)), []);
    assert.deepEqual(reports.filter((sentence) => sentence.includes("made anew")), []);
    await records.stop();
    await local.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
