import assert from "node:assert/strict";
import { until } from "./testing/house.ts";

Deno.test("attack 36 - a process without descriptors opens its port again and goes on", async () => {
  const fixture = new URL("./testing/narrow_door.ts", import.meta.url).pathname;
  const child = new Deno.Command("sh", {
    args: ["-c", `ulimit -n 64; exec "${Deno.execPath()}" run -A --no-check "${fixture}"`],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  let printed = "";
  const reading = child.stdout.pipeThrough(new TextDecoderStream()).pipeTo(
    new WritableStream({ write: (text) => void (printed += text) }),
  );
  const port = Number(await until(() => /^(\d+)\n/.exec(printed)?.[1], "a port"));
  const held: Deno.Conn[] = [];
  try {
    await until(async () => {
      const one = await Deno.connect({ port }).catch(() => undefined);
      if (one) held.push(one);
      return printed.includes("lost");
    }, "out of descriptors");
    for (const one of held.splice(0)) one.close();
    const answer = () => fetch(`http://127.0.0.1:${port}/`).then((one) => one.text(), () => "");
    assert.equal(await until(answer, "an answer"), "here");
  } finally {
    for (const one of held) one.close();
    child.kill("SIGTERM");
    await child.status;
    await reading;
  }
});
