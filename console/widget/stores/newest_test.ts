import assert from "node:assert/strict";
import { newestOnly } from "./newest.ts";

Deno.test("newest - one is sent at a time, and of those that came meanwhile only the newest", async () => {
  const sent: string[] = [];
  const arrive: (() => void)[] = [];
  const say = newestOnly((value: string) => {
    sent.push(value);
    return new Promise<void>((resolve) => arrive.push(resolve));
  });
  const first = say("first");
  await Promise.resolve();
  const all = [say("second"), say("third")];
  assert.deepEqual(sent, ["first"]);
  arrive[0]();
  await first;
  await all[0];
  await Promise.resolve();
  assert.deepEqual(sent, ["first", "third"]);
  arrive[1]();
  await Promise.all(all);
  void say("fourth");
  await Promise.resolve();
  assert.deepEqual(sent, ["first", "third", "fourth"]);
});
