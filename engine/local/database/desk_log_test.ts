import assert from "node:assert/strict";
import { type DeskChange, openDeskLog } from "./desk_log.ts";

const put = (id: string): DeskChange[] => [{ table: "t", operation: "put", row: { id } }];

async function withPath(run: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(`${folder}/desk.log`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("desk log - a torn end is cut wherever it was torn, whole records stay", async () => {
  await withPath(async (path) => {
    const first = await openDeskLog(path);
    first.log.append(put("a"));
    const whole = first.log.bytes();
    first.log.append(put("b"));
    const bytes = await Deno.readFile(path);
    first.log.close();
    for (let length = whole; length < bytes.length; length++) {
      await Deno.writeFile(path, bytes.subarray(0, length));
      const { log, records, cutBytes } = await openDeskLog(path);
      assert.deepEqual(records, [put("a")]);
      assert.equal(cutBytes, length - whole);
      log.append(put("c"));
      log.close();
      const again = await openDeskLog(path);
      assert.deepEqual(again.records, [put("a"), put("c")]);
      again.log.close();
    }
  });
});

Deno.test("desk log - a damaged record before whole ones refuses the start, unchanged", async () => {
  await withPath(async (path) => {
    const { log } = await openDeskLog(path);
    log.append(put("a"));
    const second = log.bytes();
    log.append(put("b"));
    log.append(put("c"));
    log.close();
    const bytes = await Deno.readFile(path);
    bytes[second + 12] ^= 1;
    await Deno.writeFile(path, bytes);
    await assert.rejects(openDeskLog(path), {
      name: "DeskLogDamaged",
      message: new RegExp(`damaged at byte ${second} .* put it back from a backup`),
    });
    assert.deepEqual(await Deno.readFile(path), bytes);
  });
});

Deno.test("desk log - a record taken back is gone, and a new log replaces the old one", async () => {
  await withPath(async (path) => {
    const { log } = await openDeskLog(path);
    log.append(put("a"));
    log.append(put("b"))();
    log.append(put("c"));
    log.close();
    const second = await openDeskLog(path);
    assert.deepEqual(second.records, [put("a"), put("c")]);
    await second.log.replace([put("d")]);
    second.log.append(put("e"));
    second.log.close();
    const third = await openDeskLog(path);
    assert.deepEqual(third.records, [put("d"), put("e")]);
    third.log.close();
  });
});
