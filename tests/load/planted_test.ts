/** A build with a fault in it cannot pass: both load runs that every build makes fail by it. */
import assert from "node:assert/strict";
import { buildThatAlertsTwice } from "../support/planted_build.ts";

Deno.test("load - a build that alerts twice fails the smoke run and the flash", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-planted-" });
  try {
    await buildThatAlertsTwice(folder);
    for (const profile of ["short", "flash-short"]) {
      const out = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "bench/main.ts", profile, "--report", `${folder}/report.html`],
        cwd: folder,
      }).output();
      const text = new TextDecoder().decode(out.stdout);
      assert.equal(out.code, 1, text);
      assert.match(text, /^P5: \d+ judged, [1-9]\d* broken/m);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
