import assert from "node:assert/strict";
import type { Files } from "../../engine/contract/ports/files.ts";
import type { Keys } from "../../engine/contract/ports/keys.ts";
import { contractCase } from "./contract_case.ts";

export interface FilesSubject {
  files: Files;
  keys: Keys;
  now(): number;
  passTime(ms: number): void;
  again(): Promise<Files>;
  /** Every byte that the store holds, for looking for clear text. */
  bytes(): Promise<Uint8Array[]>;
  close(): Promise<void>;
}

export interface FilesAdapter {
  name: string;
  needs?: string;
  open(): Promise<FilesSubject>;
}

const HOUR_MS = 3_600_000;
const content = new TextEncoder().encode("a picture of a broken teapot");

const describe = (id: string, key: string, visitor = "v1") => ({
  id,
  workspace: "demo",
  conversation: "c1",
  visitor,
  key,
  name: "茶壶 broken.png",
  type: "image/png",
  bytes: content.length,
  width: 3,
  height: 4,
});

export function filesContract(adapter: FilesAdapter): void {
  const contract = (behaviour: string, body: (subject: FilesSubject) => Promise<void>) =>
    contractCase("files", adapter, behaviour, () => adapter.open(), body);

  contract("what was put is there as it was, also after a restart", async (subject) => {
    const key = await subject.keys.take();
    const put = await subject.files.put(describe("f1", key), content);
    assert.deepEqual(put, { ...describe("f1", key), storedAt: subject.now(), named: false });
    for (const files of [subject.files, await subject.again()]) {
      assert.deepEqual(await files.head("f1"), put);
      assert.deepEqual(await files.read("f1"), content);
      assert.equal(await files.usedBy("demo", "v1"), content.length);
    }
  });

  contract("neither content nor name lies in clear text", async (subject) => {
    await subject.files.put(describe("f1", await subject.keys.take()), content);
    const stored = await subject.bytes();
    assert.ok(stored.length > 0);
    for (const bytes of stored) {
      const text = new TextDecoder().decode(bytes);
      assert.ok(!text.includes("teapot") && !text.includes("茶壶") && !text.includes("broken"));
    }
  });

  contract("an unknown or impossible id is undefined everywhere", async ({ files }) => {
    for (const id of ["f9", "", "../keys", "a/b"]) {
      assert.equal(await files.head(id), undefined);
      assert.equal(await files.read(id), undefined);
      await files.name(id);
    }
    assert.equal(await files.usedBy("demo", "v9"), 0);
    assert.equal(await files.removeOfVisitor("demo", "v9"), 0);
  });

  contract("with its key destroyed a file is gone", async ({ files, keys }) => {
    const key = await keys.take();
    await files.put(describe("f1", key), content);
    await keys.destroy(key);
    assert.equal(await files.head("f1"), undefined);
    assert.equal(await files.read("f1"), undefined);
    await assert.rejects(files.put(describe("f2", key), content));
  });

  contract("what no message named is swept after its time, named ones stay", async (subject) => {
    const { files, keys } = subject;
    const key = await keys.take();
    await files.put(describe("kept", key), content);
    await files.put(describe("lost", key), content);
    await files.name("kept");
    await files.name("kept");
    assert.equal((await files.head("kept"))?.named, true);
    subject.passTime(HOUR_MS);
    assert.equal(await files.sweep(subject.now(), HOUR_MS), 0);
    subject.passTime(1);
    assert.equal(await files.sweep(subject.now(), HOUR_MS), 1);
    for (const store of [files, await subject.again()]) {
      assert.equal(await store.head("lost"), undefined);
      assert.equal((await store.head("kept"))?.named, true);
      assert.equal(await store.usedBy("demo", "v1"), content.length);
    }
  });

  contract("a visitor's files go together and nobody else's", async (subject) => {
    const { files, keys } = subject;
    const key = await keys.take();
    for (const id of ["a", "b"]) await files.put(describe(id, key), content);
    await files.put(describe("other", await keys.take(), "v2"), content);
    await files.put({ ...describe("elsewhere", key), workspace: "w2" }, content);
    assert.equal(await files.usedBy("demo"), 3 * content.length);
    assert.equal(await files.removeOfVisitor("demo", "v1"), 2);
    for (const store of [files, await subject.again()]) {
      assert.equal(await store.read("a"), undefined);
      assert.deepEqual(await store.read("other"), content);
      assert.deepEqual(await store.read("elsewhere"), content);
      assert.deepEqual([await store.usedBy("demo", "v1"), await store.usedBy("demo")], [
        0,
        content.length,
      ]);
    }
  });
}
