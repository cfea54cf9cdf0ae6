import assert from "node:assert/strict";
import { OptionWrong, startOptions } from "./options.ts";

Deno.test("options - the files' port follows the desk's", () => {
  assert.equal(startOptions(["--port", "9000"]).filesPort, 9001);
  assert.equal(startOptions(["--port", "0"]).filesPort, 0);
});

Deno.test("options - a wrong word is named, with an example", () => {
  for (const wrong of [["--port", "x"], ["--visitors", "20"], ["--colour", "red"], ["--data"]]) {
    assert.throws(
      () => startOptions(wrong),
      (thrown) => thrown instanceof OptionWrong && thrown.message.includes(wrong[0]),
    );
  }
});
