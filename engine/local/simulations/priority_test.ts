import assert from "node:assert/strict";
import { getPriority } from "node:os";

const PRIORITY = new URL("./priority.ts", import.meta.url).href;
const THREAD = `
  import { getPriority } from "node:os";
  import { yieldToOthers } from "${PRIORITY}";
  yieldToOthers();
  self.postMessage(getPriority(0));
`;

Deno.test({
  name: "priority - a thread that yields leaves the others of its process as they were",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const before = getPriority(0);
    const source = `data:text/javascript,${encodeURIComponent(THREAD)}`;
    const worker = new Worker(source, { type: "module" });
    const found = await new Promise<number>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
    });
    worker.terminate();
    assert.equal(found, Math.max(before, 10));
    assert.equal(getPriority(0), before);
  },
});
