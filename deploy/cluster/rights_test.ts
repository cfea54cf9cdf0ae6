/** What the flags of our processes leave to whoever takes one over. */
import assert from "node:assert/strict";
import { readProject } from "../../tests/support/source_tree.ts";
import { rightsOf } from "./processes.ts";

/** Tries everything that no process of ours needs, and says what worked. */
const PROBE = `
const tries = {
  run: () => new Deno.Command("true").output(),
  write: () => Deno.writeTextFile("written", "x"),
  home: () => Deno.readTextFile("/etc/hostname"),
  far: () => Deno.connect({ hostname: "192.0.2.1", port: 80 }),
  metadata: () => fetch("http://169.254.169.254/"),
  named: () => Deno.resolveDns("example.com", "A"),
  native: () => Deno.dlopen("/lib/x.so", {}),
  own: () => Deno.readTextFile(new URL("deno.json", ROOT)).then(() => "may"),
};
const said = {};
for (const [name, attempt] of Object.entries(tries)) {
  const outcome = new Promise((resolve) => resolve(attempt()));
  said[name] = await outcome.then(() => "may", (error) => error.name);
}
console.log(JSON.stringify(said));
`;

Deno.test("rights - a process may read the project and reach its parts, and nothing else", async () => {
  const root = new URL("../../", import.meta.url).href;
  const folder = await Deno.makeTempDir({ prefix: "tidegate-rights-" });
  try {
    const script = `${folder}/probe.js`;
    await Deno.writeTextFile(script, `const ROOT = ${JSON.stringify(root)};${PROBE}`);
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", ...rightsOf({ NATS_CA: `${folder}/ca.pem` }), script],
      cwd: folder,
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert.notEqual(text, "", new TextDecoder().decode(stderr));
    const { own, ...others } = JSON.parse(text);
    assert.equal(own, "may");
    for (const [name, said] of Object.entries(others)) {
      assert.match(said as string, /^(NotCapable|PermissionDenied)$/, name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

const PRODUCTION = ["engine", "gateway", "projector", "relay", "archiver"]
  .map((kind) => `deploy/production/systemd/tidegate-${kind}@.service`)
  .concat("deploy/production/compose.yaml");

Deno.test("rights - in production nothing may run programs, write, or reach whom nobody named", async () => {
  for (const path of PRODUCTION) {
    const lines = (await readProject(path)).split("\n").filter((line) => /deno run/.test(line));
    assert.ok(lines.length > 0, path);
    for (const line of lines) {
      const flags = line.match(/--[a-z-]+(?:=\S+)?/g) ?? [];
      const names = flags.map((flag) => flag.split("=")[0]);
      const allowed = ["unstable-net", "allow-net", "allow-env", "allow-read", "allow-sys"];
      assert.deepEqual(names, [...allowed, "no-prompt"].map((name) => `--${name}`), path);
      for (const flag of ["--allow-net=", "--allow-read="]) {
        assert.ok(flags.some((one) => one.startsWith(flag) && one.length > flag.length), line);
      }
    }
  }
});
