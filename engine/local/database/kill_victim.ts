import { createStory, tellRandomly } from "../../records/fold/story.ts";
import { openLocal } from "../mod.ts";
import { openRecords } from "./open_records.ts";

/**
 * A desk that writes journal and records as fast as it can until it is killed; run as a process by
 * `kill_test.ts`. Prints the account of every acknowledged desk write on a line of its own.
 */
const [folder, round] = Deno.args;
const PARTITION = 22;
const local = await openLocal(folder);
const journal = await local.journal(PARTITION);
const records = await openRecords({
  folder,
  partitions: [PARTITION],
  durable: local.durable,
  report: (sentence) => console.error(sentence),
});
const encoder = new TextEncoder();

async function appendForEver(): Promise<void> {
  const taken = [];
  for (let n = 0; n < 30; n++) {
    const id = await local.keys.take();
    taken.push({ id, key: (await local.keys.read(id))! });
  }
  const begin = (await journal.tail()).sequence;
  const story = createStory(`demo${round}`, PARTITION, taken);
  for (let step = 0;; step++) {
    const before = story.entries.length;
    tellRandomly(story, step, 50);
    for (const { sequence, batch } of story.entries.slice(before)) {
      const bytes = encoder.encode(JSON.stringify(batch));
      await journal.append(batch, bytes, `${round}-${sequence}`, begin + sequence - 1);
    }
  }
}

async function writeDeskForEver(): Promise<void> {
  for (let n = 0;; n++) {
    const account = `${round}-${n}`;
    await records.database.query(
      `insert into desk.accounts values ($1, 'demo', null, 'Name', 'agent', 'hash', false, 1, 1)`,
      [account],
    );
    await Deno.stdout.write(encoder.encode(`${account}\n`));
  }
}

await Promise.all([appendForEver(), writeDeskForEver()]);
