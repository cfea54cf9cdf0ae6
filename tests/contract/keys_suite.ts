import assert from "node:assert/strict";
import { isToken } from "../../engine/contract/wire/ids.ts";
import type { Keys } from "../../engine/contract/ports/keys.ts";
import { contractCase } from "./contract_case.ts";

export interface KeysAdapter {
  name: string;
  needs?: string;
  /** `reader` is another thread's view; `again` opens the store anew as after a crash. */
  open(): Promise<{
    keys: Keys;
    reader: Keys;
    again(): Promise<Keys>;
    passTime(ms: number): void;
    close(): Promise<void>;
  }>;
}

const FIVE_MINUTES_MS = 5 * 60 * 1000;

export function keysContract(adapter: KeysAdapter): void {
  const contract = (
    behaviour: string,
    body: (subject: Awaited<ReturnType<KeysAdapter["open"]>>) => Promise<void>,
  ) => contractCase("keys", adapter, behaviour, () => adapter.open(), body);

  contract("2,500 keys are 2,500 different ids and different 32 bytes", async ({ keys }) => {
    const ids = await Promise.all(Array.from({ length: 2_500 }, () => keys.take()));
    const bytes = new Set<string>();
    for (const id of ids) {
      assert.ok(isToken(id));
      const key = await keys.read(id);
      assert.equal(key?.length, 32);
      bytes.add(key!.toString());
    }
    assert.deepEqual([new Set(ids).size, bytes.size], [2_500, 2_500]);
  });

  contract("a taken key is already durable, and is never handed out again", async (subject) => {
    const id = await subject.keys.take();
    const key = await subject.keys.read(id);
    const again = await subject.again();
    assert.deepEqual(await again.read(id), key);
    for (let i = 0; i < 1_100; i++) assert.notEqual(await again.take(), id);
  });

  contract("other threads read keys made after they opened", async ({ keys, reader }) => {
    const first = await keys.take();
    assert.deepEqual(await reader.read(first), await keys.read(first));
    for (let i = 0; i < 1_100; i++) await keys.take();
    const late = await keys.take();
    assert.deepEqual(await reader.read(late), await keys.read(late));
  });

  contract(
    "a destroyed key is gone, its neighbours stay, also after a restart",
    async (subject) => {
      const [a, b, c] = [
        await subject.keys.take(),
        await subject.keys.take(),
        await subject.keys.take(),
      ];
      const kept = [await subject.keys.read(a), await subject.keys.read(c)];
      await subject.keys.read(b);
      await subject.keys.destroy(b);
      await subject.keys.destroy(b);
      for (const keys of [subject.keys, subject.reader, await subject.again()]) {
        assert.equal(await keys.read(b), undefined);
        assert.deepEqual([await keys.read(a), await keys.read(c)], kept);
      }
    },
  );

  contract(
    "another thread's cache lasts five minutes, or until told to forget",
    async (subject) => {
      const { keys, reader } = subject;
      const [a, b] = [await keys.take(), await keys.take()];
      await reader.read(a);
      await reader.read(b);
      await keys.destroy(a);
      await keys.destroy(b);
      reader.forget(a);
      assert.equal(await reader.read(a), undefined);
      subject.passTime(FIVE_MINUTES_MS);
      assert.equal(await reader.read(b), undefined);
    },
  );

  contract("an id that never was reads as undefined and destroys nothing", async ({ keys }) => {
    const id = await keys.take();
    const other = (id[0] === "A" ? "B" : "A") + id.slice(1);
    for (const unknown of [other, "", "x", "../keys", "A".repeat(22)]) {
      assert.equal(await keys.read(unknown), undefined);
      await keys.destroy(unknown);
    }
    assert.equal((await keys.read(id))?.length, 32);
  });
}
