import assert from "node:assert/strict";
import { recordsCaughtUp } from "./caught_up.ts";

/** Tables that another process writes: each look finds partition 3 one further. */
function written(from: number) {
  let sequence = from;
  return {
    looks: () => sequence - from,
    query: <Row>() => Promise.resolve([{ partition: 3, sequence: sequence++ }] as Row[]),
  };
}

Deno.test("records - are waited for until the journal's tail, whoever writes them", async () => {
  const database = written(5);
  await recordsCaughtUp(database, [3, 4], (partition) => Promise.resolve(partition === 3 ? 7 : 0));
  assert.equal(database.looks(), 3);
});

Deno.test("records - that nobody writes are no success", async () => {
  const nobody = { query: () => Promise.resolve([]) };
  const tail = () => Promise.resolve(1);
  await assert.rejects(recordsCaughtUp(nobody, [3], tail, 0), /do not catch up/);
});
