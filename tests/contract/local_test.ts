import { createClock } from "../../engine/local/clock.ts";
import { openDocuments } from "../../engine/local/documents/documents.ts";
import { openKeyReader, openKeys } from "../../engine/local/keys/keys.ts";
import { openSnapshots } from "../../engine/local/snapshots/snapshots.ts";
import { clockContract } from "./clock_suite.ts";
import { documentsContract } from "./documents_suite.ts";
import { keysContract } from "./keys_suite.ts";
import { snapshotsContract } from "./snapshots_suite.ts";
import { createTestClock } from "./test_clock.ts";

/** A data folder of its own, with the folder that an adapter expects. */
async function dataFolder(kind: string): Promise<{ folder: string; close(): Promise<void> }> {
  const folder = await Deno.makeTempDir({ prefix: `tidegate-${kind}-` });
  await Deno.mkdir(`${folder}/${kind}`);
  return { folder, close: () => Deno.remove(folder, { recursive: true }) };
}

snapshotsContract({
  name: "local",
  async open() {
    const { folder, close } = await dataFolder("snapshots");
    return {
      snapshots: openSnapshots(folder, 22),
      again: () => Promise.resolve(openSnapshots(folder, 22)),
      async spoil() {
        for await (const entry of Deno.readDir(`${folder}/snapshots/p22`)) {
          const path = `${folder}/snapshots/p22/${entry.name}`;
          const bytes = await Deno.readFile(path);
          bytes[bytes.length - 1] ^= 1;
          await Deno.writeFile(path, bytes);
        }
      },
      close,
    };
  },
});

documentsContract({
  name: "local",
  async open() {
    const { folder, close } = await dataFolder("documents");
    return {
      documents: openDocuments(folder),
      again: () => Promise.resolve(openDocuments(folder)),
      close,
    };
  },
});

keysContract({
  name: "local",
  async open() {
    const { folder, close } = await dataFolder("keys");
    const clock = createTestClock();
    const owners = [await openKeys(folder, clock)];
    const reader = openKeyReader(folder, clock);
    return {
      keys: owners[0],
      reader,
      async again() {
        owners.push(await openKeys(folder, clock));
        return owners.at(-1)!;
      },
      passTime: (ms) => clock.advance(ms),
      async close() {
        for (const keys of [...owners, reader]) await keys.close();
        await close();
      },
    };
  },
});

clockContract({
  name: "local",
  open() {
    const clock = createClock();
    return {
      clock,
      pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    };
  },
});

clockContract({
  name: "driven",
  open() {
    const clock = createTestClock();
    return {
      clock,
      pass: (ms) => {
        for (let i = 0; i < ms; i++) clock.advance(1);
        return Promise.resolve();
      },
    };
  },
});
