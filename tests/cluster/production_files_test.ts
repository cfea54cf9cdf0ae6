/** Features: I4. The files for production name what really exists: metrics, scripts, settings. */
import assert from "node:assert/strict";
import { readProject } from "../support/source_tree.ts";
import { projectPaths } from "../support/source_tree.ts";

const paths = await projectPaths();
const production = paths.filter((path) => path.startsWith("deploy/production/"));
const texts = await Promise.all(production.map((path) => readProject(path)));
const sources = (await Promise.all(
  ["gateway/metrics.ts", "gateway/serve.ts", "gateway/main.ts", "deploy/projector.ts"]
    .concat("engine/nats/relay/main.ts").map((path) => readProject(path)),
)).join("\n");

Deno.test("production - every metric of dashboards and alerts is one that a process shows", () => {
  const named = new Set(texts.join("\n").match(/\btidegate_[a-z_]+/g) ?? []);
  const database = new Set(["tidegate_gateway", "tidegate_projector"]);
  const metrics = [...named].filter((name) => !database.has(name));
  assert.ok(metrics.length >= 12, metrics.join(", "));
  for (const metric of metrics) {
    const name = metric.replace(/^tidegate_/, "").replace(/_bucket$/, "");
    assert.ok(sources.includes(name), metric);
  }
});

Deno.test("production - every script that a unit or container starts is there", () => {
  const scripts = new Set(
    texts.join("\n").match(/\b(?:engine|gateway|deploy)\/[a-z_/]*main\.ts|deploy\/projector\.ts/g),
  );
  assert.equal(scripts.size, 5, [...scripts].join(", "));
  for (const script of scripts) assert.ok(paths.includes(script), script);
});

Deno.test("production - the dashboard is a document that Grafana takes", async () => {
  const dashboard = JSON.parse(await readProject("deploy/production/dashboards/tidegate.json"));
  assert.equal(dashboard.uid, "tidegate");
  for (const panel of dashboard.panels) assert.ok(panel.targets[0].expr.length > 0, panel.title);
});

/** What systemd says of a unit; undefined on a machine without it. */
async function verdict(unit: string): Promise<string[] | undefined> {
  try {
    const out = await new Deno.Command("systemd-analyze", { args: ["verify", unit] }).output();
    // the machine of a test need not have Deno where that of the unit has
    return new TextDecoder().decode(out.stderr).split("\n")
      .filter((line) => line !== "" && !line.includes("is not executable"));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

Deno.test("production - systemd, where it is, has nothing to say of any unit", async () => {
  const units = production.filter((path) => path.endsWith(".service"));
  assert.equal(units.length, 5);
  for (const path of units) {
    const unit = new URL(`../../${path.replace("@.", "@1.")}`, import.meta.url).pathname;
    assert.deepEqual(await verdict(unit) ?? [], [], path);
  }
});
