import assert from "node:assert/strict";
import { isAllowed } from "./licences.ts";
import { packagesOf, unpinned, withoutIntegrity } from "./packages.ts";

Deno.test("audit - what is not one exact version is named", () => {
  const imports = {
    exact: "npm:zod@4.6.7",
    scoped: "npm:@nats-io/kv@3.4.0",
    folder: "npm:/preact@11.2.0/",
    range: "npm:zod@^4.6.7",
    major: "npm:zod@4",
    latest: "npm:zod",
    tag: "npm:zod@latest",
    elsewhere: "https://example.com/mod.ts",
  };
  assert.deepEqual(unpinned(imports), ["range", "major", "latest", "tag", "elsewhere"]);
});

Deno.test("audit - packages are named without their peers, and bytes that are not fixed are told", () => {
  const packages = packagesOf({
    npm: {
      "@a/b@1.2.3_zod@4.6.7": { integrity: "sha512-x" },
      "c@0.1.0-beta.2": { integrity: "sha1-x" },
      "d@1.0.0": {},
    },
  });
  assert.deepEqual(packages.map(({ name, version }) => [name, version]), [
    ["@a/b", "1.2.3"],
    ["c", "0.1.0-beta.2"],
    ["d", "1.0.0"],
  ]);
  assert.deepEqual(withoutIntegrity(packages), ["c@0.1.0-beta.2", "d@1.0.0"]);
});

Deno.test("audit - licences outside the list, and none at all, are refused", () => {
  for (const fine of ["MIT", "(MIT OR GPL-3.0)", "Apache-2.0"]) assert.ok(isAllowed(fine), fine);
  for (const not of ["GPL-3.0", "SSPL-1.0", "UNLICENSED", "MIT AND GPL-3.0", undefined]) {
    assert.ok(!isAllowed(not), String(not));
  }
});

Deno.test("audit - everything that is carried today passes", async () => {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "deploy/audit/main.ts", "--offline"],
    cwd: new URL("../../", import.meta.url),
  });
  const { code, stdout, stderr } = await command.output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  assert.match(new TextDecoder().decode(stdout), /^\d{3} packages.*\nlicences: MIT \d+/);
});
