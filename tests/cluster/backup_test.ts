/** Features: I3. Backup, delete everything, restore: the desk goes on with yesterday's conversations. */
import assert from "node:assert/strict";
import { connectTidegate } from "../../engine/contract/client/mod.ts";
import { type ClusterProcess, startCluster } from "../support/cluster.ts";

const ROOT = new URL("../../", import.meta.url);
const SMALL = ["--servers", "1", "--engines", "1", "--gateways", "1"];

async function task(...args: string[]): Promise<string> {
  const out = await new Deno.Command(Deno.execPath(), { args: ["task", "-q", ...args], cwd: ROOT })
    .output();
  const decoder = new TextDecoder();
  const said = decoder.decode(out.stdout) + decoder.decode(out.stderr);
  assert.ok(out.success, said.slice(-2_000));
  return said;
}

async function client(cluster: ClusterProcess) {
  const secrets = JSON.parse(await Deno.readTextFile(`${cluster.folder}/secrets.json`));
  return await connectTidegate({
    servers: `tls://127.0.0.1:${cluster.partsPort}`,
    name: "shop-erp",
    password: secrets.integrators[0].password,
    workspace: "demo",
    authorityFile: `${cluster.folder}/tls/ca.pem`,
  });
}

Deno.test("backup - after everything is deleted a restored cluster goes on where the copy was made", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-backup-" });
  const data = `${folder}/data`;
  const first = await startCluster(data, SMALL);
  const before = await client(first);
  const opened = await before.command("conversation.open", {
    visitor: "yesterday",
    route: "qishan-web",
    message: { kind: "text", text: "Is anybody there?" },
  });
  assert.ok(opened.ok, JSON.stringify(opened));
  const conversation = opened.result.conversation!;
  await before.close();
  assert.match(await task("backup", "--data", data, "--to", `${folder}/copy`), /whole/);
  await first.stop();
  await Deno.remove(data, { recursive: true });

  await task("restore", "--from", `${folder}/copy`, "--data", data);
  const second = await startCluster(data, SMALL);
  try {
    const after = await client(second);
    const tail = await after.query("conversation.tail", { conversation, after: 0 });
    assert.ok(tail.ok, JSON.stringify(tail));
    assert.ok(tail.answer.events.some((event) => event.type === "conversation.messaged"));
    const message = { kind: "text", text: "Still me." } as const;
    assert.equal((await after.command("conversation.message", { conversation, message })).ok, true);
    await after.close();
    assert.match(await task("verify", "--cluster", data), /P7: [1-9]\d* judged, 0 broken/);
  } finally {
    await second.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
