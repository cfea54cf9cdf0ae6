import assert from "node:assert/strict";
import { type ErasureParts, startErasure } from "./erasure.ts";

/** Visitors as the records list them: erased ones are pending once they were folded. */
function desk(erased: string[], complete: (visitor: string) => boolean = () => true) {
  const unfolded = [...erased];
  const pending = new Set<string>();
  const done: string[] = [];
  const completed: string[] = [];
  const reports: string[] = [];
  const parts: ErasureParts = {
    database: {
      query: <Row>() =>
        Promise.resolve(
          [...pending].slice(0, 100).map((visitor) => ({
            workspace: "demo",
            visitor,
            visitor_key: `key of ${visitor}`,
          })) as Row[],
        ),
      transaction: () => Promise.resolve([]),
    },
    keys: {
      take: () => Promise.resolve(""),
      read: () => Promise.resolve(undefined),
      destroy: (key) => Promise.resolve(void done.push(key)),
      forget: () => {},
    },
    files: {
      removeOfVisitor: (_: string, visitor: string) =>
        visitor === "v-stuck" ? Promise.reject(new Error("no such disk")) : Promise.resolve(0),
    } as unknown as ErasureParts["files"],
    clear: [
      (_, visitor) =>
        visitor === "v-kept" ? Promise.reject(new Error("records away")) : Promise.resolve(),
    ],
    complete: (_, visitor) => {
      if (complete(visitor)) completed.push(visitor);
      return Promise.resolve(complete(visitor));
    },
    caughtUp: () => {
      for (const visitor of unfolded.splice(0)) pending.add(visitor);
      for (const visitor of completed.splice(0)) pending.delete(visitor);
      return Promise.resolve();
    },
    report: (sentence) => void reports.push(sentence),
  };
  return { parts, done, reports };
}

const visitors = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);

Deno.test("erasure - settles only when what the records had not folded is erased too", async () => {
  const { parts, done } = desk(["v1"]);
  const erasure = startErasure(parts);
  await erasure.settled();
  assert.deepEqual(done, ["key of v1"]);
  await erasure.stop();
});

Deno.test("erasure - settles after as many rounds as it takes", async () => {
  const { parts, done } = desk(visitors(250));
  const erasure = startErasure(parts);
  await erasure.settled();
  assert.equal(done.length, 250);
  await erasure.stop();
});

Deno.test("erasure - one that cannot be finished holds up no other, and is told", async () => {
  const { parts, done, reports } = desk(["v-stuck", "v1"]);
  const erasure = startErasure(parts);
  await assert.rejects(erasure.settled(), /1 erasures cannot be finished now/);
  assert.deepEqual(done, ["key of v1"]);
  assert.match(reports.join(), /An erasure waits for the next round: no such disk/);
  await erasure.stop();
});

Deno.test("erasure - an engine that does not take the completion is no success", async () => {
  const erasure = startErasure(desk(["v1"], () => false).parts);
  await assert.rejects(erasure.settled(), /cannot be finished now/);
  await erasure.stop();
});

Deno.test("erasure - is not complete while somebody still keeps something of the visitor", async () => {
  const { parts, reports } = desk(["v-kept"]);
  const erasure = startErasure(parts);
  await assert.rejects(erasure.settled(), /1 erasures cannot be finished now/);
  assert.match(reports.join(), /An erasure waits for the next round: records away/);
  await erasure.stop();
});
