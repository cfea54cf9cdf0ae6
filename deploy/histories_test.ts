import assert from "node:assert/strict";
import { readHistories } from "./histories.ts";

Deno.test("histories - a long run's are read whole, one file after the other", async () => {
  const folder = await Deno.makeTempDir();
  const sent = (id: number) =>
    JSON.stringify({ at: id, kind: "sent", client: "c", id: `${id}`, command: "x" });
  const [long, short] = [`${folder}/long`, `${folder}/short`];
  const count = 200_000; // more than a call takes as arguments
  await Deno.writeTextFile(long, Array.from({ length: count }, (_, at) => sent(at)).join("\n"));
  await Deno.writeTextFile(short, sent(count));
  const history = await readHistories([long, short]);
  assert.equal(history.length, count + 1);
  assert.equal(history[count].at, count);
  await Deno.remove(folder, { recursive: true });
});
