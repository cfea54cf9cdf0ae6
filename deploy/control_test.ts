/** What the operator asks for while something else is under way. */
import assert from "node:assert/strict";
import { createApart } from "./apart.ts";
import { askDesk, serveControl } from "./control.ts";

async function served(actions: Parameters<typeof serveControl>[1]) {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-control-" });
  const control = await serveControl(folder, actions);
  return {
    ask: (action: string) => askDesk(folder, action),
    async close() {
      await control.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

const DISTURBING = ["rebuild", "erase-now", "rolling-restart"];

Deno.test("control - what disturbs another is refused with what runs, and taken once that is over", async () => {
  const apart = createApart();
  const begun: string[] = [];
  let end = (): void => {};
  const held = () => new Promise<string>((resolve) => end = () => resolve("done"));
  const action = (name: string) =>
    apart.alone(name, () => {
      begun.push(name);
      return held();
    });
  const { ask, close } = await served({
    ...Object.fromEntries(DISTURBING.map((name) => [name, action(name)])),
    processes: () => Promise.resolve(["engine-1"]),
  });
  try {
    for (const first of DISTURBING) {
      const running = ask(first);
      while (begun.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const second of DISTURBING) {
        const refused = {
          name: "ControlRefused",
          code: "busy",
          message: new RegExp(`${first} runs`),
        };
        await assert.rejects(ask(second), refused, `${second} during ${first}`);
      }
      assert.deepEqual(await ask("processes"), ["engine-1"]);
      assert.deepEqual(begun.splice(0), [first]);
      end();
      assert.equal(await running, "done");
    }
  } finally {
    await close();
  }
});

Deno.test("control - what fails says its sentence and leaves the door free", async () => {
  const apart = createApart();
  let fails = true;
  const { ask, close } = await served({
    rebuild: apart.alone(
      "rebuild",
      () => fails ? Promise.reject(new Error("no journal")) : Promise.resolve(7),
    ),
  });
  try {
    await assert.rejects(ask("rebuild"), { code: "internal", message: "no journal" });
    fails = false;
    assert.equal(await ask("rebuild"), 7);
    await assert.rejects(ask("dance"), { code: "not_found" });
  } finally {
    await close();
  }
});
