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
