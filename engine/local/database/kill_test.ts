import assert from "node:assert/strict";
import { compareFolder } from "./compare_folder.ts";
import { openStore } from "./store.ts";

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
    const [compared] = await compareFolder(folder, report);
    assert.deepEqual(compared.first, []);
    assert.ok(compared.judged > 100);
    const store = await openStore({ folder, deskMigrations: [], report });
    const rows = await store.desk.query<{ account: string }>(
      "select account from desk.accounts",
    );
    const held = new Set(rows.map(({ account }) => account));
    assert.deepEqual(acknowledged.filter((account) => !held.has(account)), []);
    assert.deepEqual(reports.filter((sentence) => sentence.includes("made anew")), []);
    await store.close();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
