import assert from "node:assert/strict";
import { append } from "../../tests/contract/journal_suite.ts";
import { DataFolderInUse, DataFolderUnwritable, SettingWrong } from "./faults.ts";
import { openLocal } from "./mod.ts";

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-data-" });
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("data folder - a second start is refused with who holds it, then let in", async () => {
  await withFolder(async (folder) => {
    const local = await openLocal(folder);
    await assert.rejects(openLocal(folder), (error: Error) => {
      assert.ok(error instanceof DataFolderInUse);
      assert.match(error.message, new RegExp(`in use by process ${Deno.pid}: stop that process`));
      return true;
    });
    await local.close();
    await (await openLocal(folder)).close();
  });
});

Deno.test("data folder - a holder that was killed leaves nothing to clean up", async () => {
  await withFolder(async (folder) => {
    const holder = new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        "--no-config",
        `const { openLocal } = await import(${
          JSON.stringify(new URL("./mod.ts", import.meta.url))
        });
         await openLocal(${JSON.stringify(folder)});
         console.log("held");
         setInterval(() => {}, 1000);`,
      ],
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    const reader = holder.stdout.getReader();
    assert.match(new TextDecoder().decode((await reader.read()).value), /held/);
    await assert.rejects(openLocal(folder), new RegExp(`process ${holder.pid}`));
    holder.kill("SIGKILL");
    await holder.status;
    await reader.cancel();
    await (await openLocal(folder)).close();
  });
});

Deno.test("data folder - a place that cannot hold it is refused with what to do", async () => {
  await withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    for (const bad of [`${folder}/file`, `${folder}/file/below`, "/proc/tidegate"]) {
      await assert.rejects(openLocal(bad), (error: Error) => {
        assert.ok(error instanceof DataFolderUnwritable, String(error));
        assert.match(error.message, /^The data folder \S+ cannot be used: .+; .*TIDEGATE_DATA\.$/);
        return true;
      });
    }
  });
});

Deno.test("data folder - a setting that cannot work names itself and a value that can", async () => {
  await withFolder(async (folder) => {
    for (const journalBytesMax of [0, -1, NaN]) {
      await assert.rejects(openLocal(folder, { journalBytesMax }), (error: Error) => {
        assert.ok(error instanceof SettingWrong);
        assert.match(error.message, /journalBytesMax .* for example/);
        return true;
      });
    }
    await assert.rejects(openLocal(folder, { journalSegmentBytes: 1 }), /journalSegmentBytes/);
    await (await openLocal(folder)).close();
  });
});

Deno.test("data folder - journals, keys and documents are there after closing", async () => {
  await withFolder(async (folder) => {
    const local = await openLocal(folder);
    const journal = await local.journal(22);
    assert.equal(journal, await local.journal(22));
    await append(journal, 1, 0);
    const hash = await local.documents.put(new TextEncoder().encode("{}"));
    const id = await local.keys.take();
    await local.close();

    const again = await openLocal(folder);
    assert.deepEqual(await again.partitions(), [22]);
    assert.equal((await (await again.journal(22)).tail()).sequence, 1);
    assert.ok(await again.documents.get(hash));
    assert.ok(await again.keys.read(id));
    await again.close();
  });
});

Deno.test("data folder - all partitions share one limit", async () => {
  await withFolder(async (folder) => {
    const local = await openLocal(folder);
    await append(await local.journal(1), 1, 0);
    const one = (await (await local.journal(1)).fill()).bytes;
    await append(await local.journal(2), 1, 0);
    assert.equal((await (await local.journal(1)).fill()).bytes, 2 * one);
    await local.close();
  });
});

Deno.test("data folder - a journal shorter than its snapshots is refused, and not cut", async () => {
  await withFolder(async (folder) => {
    const local = await openLocal(folder);
    for (let n = 1; n <= 5; n++) await append(await local.journal(22), n, n - 1);
    const name = { sequence: 5, level: 1, layout: 1, at: 1 };
    await local.snapshots(22).put({ ...name, state: new Uint8Array(1) });
    await local.close();
    const path = `${folder}/journal/p22/000000000000001.seg`;
    const whole = await Deno.readFile(path);
    for (const length of [whole.length - 1, whole.length - 400, 0]) {
      await Deno.writeFile(path, whole.subarray(0, length));
      const again = await openLocal(folder);
      await assert.rejects(again.journal(22), /but snapshots or archive reach batch 5, .* backup/);
      await again.close();
      assert.equal((await Deno.stat(path)).size, length);
    }
    await Deno.writeFile(path, whole);
    const again = await openLocal(folder);
    assert.equal((await (await again.journal(22)).tail()).sequence, 5);
    await again.close();
  });
});
