import { openFiles } from "../../engine/local/files/files.ts";
import { openKeys } from "../../engine/local/keys/keys.ts";
import { filesContract } from "./files_suite.ts";
import { createTestClock } from "./test_clock.ts";

async function* bytesBelow(folder: string): AsyncGenerator<Uint8Array> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) yield* bytesBelow(path);
    else yield await Deno.readFile(path);
  }
}

filesContract({
  name: "local",
  async open() {
    const folder = await Deno.makeTempDir({ prefix: "tidegate-files-" });
    await Deno.mkdir(`${folder}/keys`);
    await Deno.mkdir(`${folder}/files`);
    const clock = createTestClock(Date.now());
    const keys = await openKeys(folder, clock);
    return {
      files: await openFiles(folder, keys, clock),
      keys,
      now: () => clock.wall(),
      passTime: (ms) => clock.advance(ms),
      again: () => openFiles(folder, keys, clock),
      bytes: () => Array.fromAsync(bytesBelow(`${folder}/files`)),
      async close() {
        await keys.close();
        await Deno.remove(folder, { recursive: true });
      },
    };
  },
});
