import assert from "node:assert/strict";
import { keepChild } from "./kept_child.ts";

Deno.test("kept child - what ends unasked is started again, and what is asked to end stays so", async () => {
  const ends: number[] = [];
  let line = () => {};
  const said = () => new Promise<void>((resolve) => line = resolve);
  const first = said();
  const child = await keepChild({
    name: "sleeper",
    program: Deno.execPath(),
    args: ["eval", "console.log('up'); setInterval(() => {}, 1e6)"],
    ready: () => Promise.resolve(true),
    onLine: () => line(),
    onEnd: (code) => void ends.push(code),
  });
  await first;
  const before = child.pid;
  const second = said();
  child.kill("SIGKILL");
  await second;
  for (let tries = 0; child.pid === before && tries < 1_000; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  assert.notEqual(child.pid, before);
  assert.equal(ends.length, 1);
  await child.stop();
  assert.ok(child.ended());
  assert.equal(ends.length, 1);
});

Deno.test("kept child - a start that fails begins one more, not two", async () => {
  const folder = Deno.makeTempDirSync();
  const [broken, up] = [`${folder}/broken`, `${folder}/up`];
  const exists = (path: string) => Deno.stat(path).then(() => true, () => false);
  const { setTimeout } = globalThis;
  const waits: number[] = [];
  const hurried = (run: () => void, ms?: number) => {
    if (ms === undefined || ms < 500 || ms > 10_000) return setTimeout(run, ms);
    waits.push(ms);
    return setTimeout(run, 1);
  };
  const ends: number[] = [];
  const child = await keepChild({
    name: "sleeper",
    program: "sh",
    args: ["-c", `test -e ${broken} && exit 3; touch ${up}; exec sleep 1000`],
    ready: () => exists(up),
    onEnd(code) {
      ends.push(code);
      Deno.removeSync(code === 3 ? broken : up);
    },
  });
  const before = child.pid;
  try {
    Deno.writeTextFileSync(broken, "");
    Object.assign(globalThis, { setTimeout: hurried });
    child.kill("SIGKILL");
    for (let tries = 0; child.pid === before && tries < 10_000; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.notEqual(child.pid, before);
    assert.deepEqual([ends, waits], [[137, 3], [500, 1_000]]);
  } finally {
    Object.assign(globalThis, { setTimeout });
    await child.stop();
    Deno.removeSync(folder, { recursive: true });
  }
});
