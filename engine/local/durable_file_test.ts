import assert from "node:assert/strict";
import { writeDurably } from "./durable_file.ts";

Deno.test("durable file - two writers of one name both succeed, and the later one stays", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const texts = ["one", "two, and longer", "three"];
    const bytes = texts.map((text) => new TextEncoder().encode(text));
    await Promise.all(bytes.map((content) => writeDurably(`${folder}/file`, content)));
    assert.equal(await Deno.readTextFile(`${folder}/file`), "three");
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["file"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
