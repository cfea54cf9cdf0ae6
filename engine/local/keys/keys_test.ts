import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createTestClock } from "../../../tests/contract/test_clock.ts";
import { openKeys } from "./keys.ts";

async function withFolder(body: (folder: string, path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-keys-" });
  await Deno.mkdir(`${folder}/keys`);
  try {
    await body(folder, `${folder}/keys/keys.tg`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("keys - after destroying, the bytes of the key are nowhere in the file", async () => {
  await withFolder(async (folder, path) => {
    const keys = await openKeys(folder, createTestClock());
    const id = await keys.take();
    const key = Buffer.from((await keys.read(id))!);
    const before = await Deno.readFile(path);
    assert.ok(Buffer.from(before).includes(key));
    await keys.destroy(id);
    const after = await Deno.readFile(path);
    assert.ok(!Buffer.from(after).includes(key));
    assert.equal(after.length, before.length);
    await keys.close();
  });
});

Deno.test("keys - the file is readable by its user alone", async () => {
  await withFolder(async (folder, path) => {
    await (await openKeys(folder, createTestClock())).close();
    assert.equal((await Deno.stat(path)).mode! & 0o777, 0o600);
  });
});

Deno.test("keys - a block torn by a crash costs its unused keys and nothing else", async () => {
  await withFolder(async (folder, path) => {
    const keys = await openKeys(folder, createTestClock());
    const id = await keys.take();
    const key = await keys.read(id);
    await keys.close();
    await Deno.truncate(path, (await Deno.stat(path)).size - 100);
    const again = await openKeys(folder, createTestClock());
    const ids = await Promise.all(Array.from({ length: 1_200 }, () => again.take()));
    for (const one of ids) assert.equal((await again.read(one))?.length, 32);
    assert.deepEqual(await again.read(id), key);
    await again.close();
  });
});

Deno.test("keys - a changed byte makes one key unreadable, a changed header refuses", async () => {
  await withFolder(async (folder, path) => {
    const keys = await openKeys(folder, createTestClock());
    const [a, b] = [await keys.take(), await keys.take()];
    await keys.close();
    const bytes = await Deno.readFile(path);
    bytes[64 + 20] ^= 1;
    await Deno.writeFile(path, bytes);
    const again = await openKeys(folder, createTestClock());
    assert.equal(await again.read(a), undefined);
    assert.equal((await again.read(b))?.length, 32);
    await again.close();
    bytes[0] ^= 1;
    await Deno.writeFile(path, bytes);
    await assert.rejects(openKeys(folder, createTestClock()), /damaged at byte 0 .* backup/);
  });
});
