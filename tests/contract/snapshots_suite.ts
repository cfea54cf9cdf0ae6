import assert from "node:assert/strict";
import type { Snapshots } from "../../engine/ports/snapshots.ts";
import { contractCase } from "./contract_case.ts";

export interface SnapshotsAdapter {
  name: string;
  needs?: string;
  /** Empty, for one partition; `again` opens the same store anew, `spoil` damages what is in it. */
  open(): Promise<{
    snapshots: Snapshots;
    again(): Promise<Snapshots>;
    spoil(): Promise<void>;
    close(): Promise<void>;
  }>;
}

const make = (sequence: number, at = sequence * 1_000) => ({
  sequence,
  level: 1,
  layout: 3,
  at,
  state: new Uint8Array(50_000).map((_, i) => (i * sequence) & 255),
});

export function snapshotsContract(adapter: SnapshotsAdapter): void {
  const contract = (
    behaviour: string,
    body: (subject: Awaited<ReturnType<SnapshotsAdapter["open"]>>) => Promise<void>,
  ) => contractCase("snapshots", adapter, behaviour, () => adapter.open(), body);

  contract("an empty store lists nothing", async ({ snapshots }) => {
    assert.deepEqual(await snapshots.list(), []);
  });

  contract("what was put is listed newest first and read as it was", async (subject) => {
    const { snapshots } = subject;
    for (const sequence of [5, 20, 7]) await snapshots.put(make(sequence));
    for (const store of [snapshots, await subject.again()]) {
      const names = await store.list();
      assert.deepEqual(names.map((name) => name.sequence), [20, 7, 5]);
      assert.deepEqual(names[0], { sequence: 20, level: 1, layout: 3, at: 20_000 });
      assert.deepEqual(await store.read(names[1]), make(7));
    }
  });

  contract("a state without bytes is a state", async ({ snapshots }) => {
    await snapshots.put({ ...make(1), state: new Uint8Array(0) });
    const [name] = await snapshots.list();
    assert.equal((await snapshots.read(name))?.state.length, 0);
  });

  contract("putting the same name again replaces it", async ({ snapshots }) => {
    await snapshots.put(make(5));
    await snapshots.put({ ...make(5), state: new Uint8Array([1, 2, 3]) });
    const names = await snapshots.list();
    assert.equal(names.length, 1);
    assert.deepEqual((await snapshots.read(names[0]))?.state, new Uint8Array([1, 2, 3]));
  });

  contract("a removed one is gone; removing it again is fine", async ({ snapshots }) => {
    await snapshots.put(make(5));
    await snapshots.put(make(6));
    const [, name] = await snapshots.list();
    await snapshots.remove(name);
    await snapshots.remove(name);
    assert.deepEqual((await snapshots.list()).map((one) => one.sequence), [6]);
    assert.equal(await snapshots.read(name), undefined);
  });

  contract("a damaged one counts as absent", async (subject) => {
    await subject.snapshots.put(make(5));
    const [name] = await subject.snapshots.list();
    await subject.spoil();
    assert.equal(await (await subject.again()).read(name), undefined);
  });
}
