/**
 * Records the journal of the current level: `deno run -A tests/journals/record.ts`. Run it once
 * when a level is released, never again: the recording stands for what is on people's disks.
 */
import { createHash } from "node:crypto";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import type { Command } from "../../engine/contract/wire/commands.ts";
import * as core from "../../engine/core/mod.ts";
import { encodeFrame } from "../../engine/local/journal/frame.ts";
import { partitionFolder, segmentPath } from "../../engine/local/journal/segment.ts";
import { createVirtualJournal } from "../support/virtual/journal.ts";
import { startProcess } from "../support/virtual/process.ts";
import { createSimulation } from "../support/virtual/simulation.ts";
import { createVirtualDocuments, createVirtualSnapshots } from "../support/virtual/store.ts";
import { foldRecorded } from "./recorded.ts";
import { play } from "./scenario.ts";

const WORKSPACE = "demo";
const HELLO_MS = 2_000;
const partition = partitionOf(WORKSPACE);
const root = new URL(`./${LEVEL}`, import.meta.url).pathname;

const simulation = createSimulation(1);
const journal = createVirtualJournal(simulation);
const snapshots = createVirtualSnapshots();
const documents = createVirtualDocuments();
const published = new Map<string, Uint8Array>();
const gateways = new Set(["g0", "g1"]);

const { engine, alarms, deadLetters } = startProcess(simulation, {
  journal: () => journal,
  snapshots: () => snapshots,
  documents,
}, { owner: "recorder", partitions: [partition] });
const { bus } = engine;
await simulation.until(() => engine.partitions().every((one) => one.state === "deciding"));

let commands = 0;
const refused = new Map<string, number>();
await play({
  async send(by, type, body) {
    const id = `command-${++commands}`;
    const command = { type, id, level: LEVEL, workspace: WORKSPACE, by, ...body };
    let settled = false;
    const reply = bus.command(command as unknown as Command).then((answer) => {
      settled = true;
      if (answer.ok) return;
      const what = `${type} ${answer.error.code}`;
      refused.set(what, (refused.get(what) ?? 0) + 1);
    });
    await simulation.until(() => settled);
    await reply;
  },
  async publish(document) {
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    const hash = await documents.put(bytes);
    published.set(hash, bytes);
    return hash;
  },
  async pass(ms) {
    for (let left = ms; left > 0; left -= HELLO_MS) {
      for (const gateway of gateways) bus.hello(gateway);
      await simulation.pass(Math.min(left, HELLO_MS));
    }
  },
  now: () => Math.round(simulation.wall()),
  silence: (gateway) => void gateways.delete(gateway),
});

await Deno.remove(root, { recursive: true }).catch(() => {});
const folder = partitionFolder(root, "journal", partition);
await Deno.mkdir(folder, { recursive: true });
await Deno.mkdir(`${root}/documents`);
const frames = journal.entries.map((entry) =>
  encodeFrame({ ...entry, storedAt: Math.round(entry.at) }, entry.encoded)
);
await Deno.writeFile(segmentPath(folder, 1), await new Blob(frames as BlobPart[]).bytes());
for (const [hash, bytes] of published) {
  await Deno.writeFile(`${root}/documents/${hash}`, bytes);
}

const { fold, events } = await foldRecorded(root, partition);
const sha256 = createHash("sha256").update(core.encode(fold.state)).digest("hex");
const summary = {
  workspace: WORKSPACE,
  sequence: fold.sequence,
  folds: { [core.LAYOUT]: sha256 },
};
await Deno.writeTextFile(`${root}/fold.json`, JSON.stringify(summary, null, 2) + "\n");
console.log(summary, Object.fromEntries(events));
console.log("refused", Object.fromEntries(refused), { alarms, deadLetters });
await engine.stop();
