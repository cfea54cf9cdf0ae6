/**
 * Features: I3. The records of a running cluster are spoilt by hand and made anew from its journal by one command, while
 * a visitor goes on talking; afterwards every row is what the journal says.
 */
import assert from "node:assert/strict";
import { verifyCluster } from "../../deploy/verify_cluster.ts";
import { DATABASE } from "../../deploy/cluster/parts.ts";
import { clusterPorts } from "../../deploy/cluster/ports.ts";
import { call, type Client } from "../../deploy/demo/client.ts";
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { startCluster } from "../support/cluster.ts";
import { runDeno } from "../support/test_run.ts";
import { until } from "../support/until.ts";

const SMALL = ["--servers", "1", "--engines", "1", "--gateways", "1"];

Deno.test("cluster - spoilt records are made anew while people talk", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-rebuild-" });
  const cluster = await startCluster(`${folder}/data`, SMALL);
  const secrets = JSON.parse(await Deno.readTextFile(`${cluster.folder}/secrets.json`));
  const { postgres } = clusterPorts(cluster.partsPort);
  const url = `postgres://owner:${secrets.postgres.owner}@127.0.0.1:${postgres}/${DATABASE}`;
  const owner = openPostgres({ url, name: "spoiler" });
  try {
    const anna: Client = { base: cluster.base, headers: {} };
    const visitor = "/api/v1/visitor";
    const opening = { route: "qishan-web", language: "en" };
    const begun = await call<VisitorSession>(anna, "POST", `${visitor}/sessions`, opening);
    anna.headers.authorization = `Bearer ${begun.token}`;
    const { conversation } = await call<OpenResponse>(anna, "POST", `${visitor}/conversations`, {
      ...opening,
      message: { kind: "text", text: "Hi" },
    });
    const of = `${visitor}/conversations/${conversation}`;
    const say = () =>
      call(anna, "POST", `${of}/messages`, { body: { kind: "text", text: "still here" } });
    await until("the conversation is in the records", async () => {
      const rows = await owner.query("select from fold.conversations where conversation = $1", [
        conversation,
      ]);
      return rows.length === 1;
    });
    await owner.query("update fold.conversations set visitor = 'somebody'");
    await owner.query("delete from fold.timeline");

    let over = false;
    const rebuilding = runDeno(["task", "rebuild", "--data", cluster.folder])
      .finally(() => over = true);
    for (let said = 0; !over || said === 0; said++) {
      await say();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const { output, success } = await rebuilding;
    assert.ok(success, output);
    assert.match(output, /made anew from \d+ events/);
    await say();
    await call(anna, "POST", `${of}/close`, {}); // whoever waits keeps the desk busy
    const lines: string[] = [];
    const broken = await verifyCluster(cluster.folder, "demo", [], (line) => lines.push(line));
    assert.equal(broken, 0, lines.join("\n"));
    const seen = await call<unknown>(anna, "GET", `${of}/entries`);
    assert.match(JSON.stringify(seen), /still here/);
  } finally {
    await owner.close();
    await cluster.stop();
    await Deno.remove(folder, { recursive: true });
  }
});
