import assert from "node:assert/strict";
import { createTestClock } from "../../../tests/contract/test_clock.ts";
import { makeBatch } from "../../../tests/contract/batches.ts";
import { collect } from "../../../tests/contract/journal_suite.ts";
import { createDurable } from "./durable.ts";
import { openJournal } from "./journal.ts";
import { createBudget } from "./settings.ts";

const here = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

/** Appends without end and prints each sequence once it is acknowledged. */
const appender = (folder: string) => `
  import { openJournal } from ${here("./journal.ts")};
  import { createDurable } from ${here("./durable.ts")};
  import { createBudget } from ${here("./settings.ts")};
  import { createClock } from ${here("../clock.ts")};
  import { encodeBatch, makeBatch } from ${here("../../../tests/contract/batches.ts")};
  const journal = await openJournal({
    folder: ${JSON.stringify(folder)}, partition: 22, clock: createClock(),
    budget: createBudget(), durable: createDurable(), segmentBytesMax: 65536,
  });
  for (let n = (await journal.tail()).sequence; ; n++) {
    const batch = makeBatch(n + 1);
    const answer = await journal.append(batch, encodeBatch(batch), "b" + (n + 1), n);
    if (answer.state !== "stored") throw new Error(JSON.stringify(answer));
    Deno.stdout.writeSync(new TextEncoder().encode(answer.sequence + "\\n"));
  }`;

/** Kills the appender after it acknowledged so many; returns the last one it acknowledged. */
async function killAfter(script: string, count: number): Promise<number> {
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "-A", script],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let acknowledged = 0;
  let seen = 0;
  let rest = "";
  for await (const text of process.stdout.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) acknowledged = Number(line);
    seen += lines.length;
    if (seen >= count && seen - lines.length < count) process.kill("SIGKILL");
  }
  await process.status;
  assert.ok(acknowledged > 0);
  return acknowledged;
}

Deno.test("journal - kill -9 within appends loses nothing that was acknowledged", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-kill-" });
  const script = `${folder}/appender.ts`;
  try {
    await Deno.writeTextFile(script, appender(folder));
    for (const count of [1, 40, 173]) {
      const acknowledged = await killAfter(script, count);
      const journal = await openJournal({
        folder,
        partition: 22,
        clock: createTestClock(),
        budget: createBudget(),
        durable: createDurable(),
        segmentBytesMax: 65536,
      });
      const { sequence } = await journal.tail();
      const entries = await collect(journal.read(1));
      await journal.close();
      assert.ok(sequence >= acknowledged && sequence <= acknowledged + 1, `${sequence}`);
      assert.equal(entries.length, sequence);
      for (const entry of entries) assert.deepEqual(entry.batch, makeBatch(entry.sequence));
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
