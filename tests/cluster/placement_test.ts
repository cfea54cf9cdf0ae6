/** A company placed by hand has a partition of its own, which nobody who writes has to know. */
import assert from "node:assert/strict";
import { connectTidegate } from "../../engine/contract/client/mod.ts";
import { startCluster } from "../support/cluster.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("placement - a company created with a partition is served there after the next start", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-placement-" });
  const data = `${folder}/data`;
  const small = ["--servers", "1", "--engines", "1", "--gateways", "1"];
  await (await startCluster(data, small)).stop();
  const workspace = async (...args: string[]) => {
    const task = { args: ["task", "-q", "workspace", ...args, "--data", data], cwd: ROOT };
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), task).output();
    return { code, said: new TextDecoder().decode(code === 0 ? stdout : stderr) };
  };
  assert.equal((await workspace("create", "big-shop", "--partition", "40")).code, 0);
  assert.match((await workspace("create", "big-shop")).said, /there already/);
  assert.match((await workspace("create", "other", "--partition", "40")).said, /big-shop's/);
  assert.match((await workspace("create", "other", "--partition", "7")).said, /32 to 63/);
  assert.match((await workspace("list")).said, /big-shop .*partition 40\n/);

  const secretsFile = `${data}/secrets.json`;
  const secrets = JSON.parse(await Deno.readTextFile(secretsFile));
  secrets.integrators.push({ name: "big-erp", workspace: "big-shop", password: "bigpassword" });
  await Deno.writeTextFile(secretsFile, JSON.stringify(secrets));
  const cluster = await startCluster(data, small);
  try {
    const desk = await connectTidegate({
      servers: `tls://127.0.0.1:${cluster.partsPort}`,
      name: "big-erp",
      password: "bigpassword",
      workspace: "big-shop",
      authorityFile: `${data}/tls/ca.pem`,
    });
    const reply = await desk.query("workspace.live", {});
    const found = reply.ok ? "ok" : reply.error.code;
    assert.ok(["ok", "not_found"].includes(found), `partition 40 answers: ${found}`);
    await desk.close();
  } finally {
    await cluster.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
