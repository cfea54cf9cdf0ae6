/**
 * `deno task cluster`: the real parts on this machine, as many processes as a small installation
 * has, everything with the users and rights that production gives it.
 */
import { createPlacement } from "../../engine/options.ts";
import { createGatewayBus, openNats } from "../../engine/nats/mod.ts";
import { createClock } from "../../engine/local/clock.ts";
import { createApart } from "../apart.ts";
import { stopAllChildren } from "../child.ts";
import { buildIfStale } from "../browser_files.ts";
import { DEMO } from "../company.ts";
import { serveControl } from "../control.ts";
import { startCrowd } from "../demo/start_crowd.ts";
import type { Placement } from "../nats/configuration.ts";
import { secretsIn } from "../secrets.ts";
import { seed } from "../seed.ts";
import { newSecret, readSettings, type Settings, writeSettings } from "../settings.ts";
import { putWorkspace } from "../workspaces.ts";
import { CLUSTER_HELP, type ClusterOptions, clusterOptions } from "./options.ts";
import { eraseNowOnCluster } from "./erase_now.ts";
import { rebuildRecords } from "./rebuild_records.ts";
import { type Parts, startParts } from "./parts.ts";
import { writePlace } from "./place.ts";
import { clusterPorts } from "./ports.ts";
import { planProcesses, type Setting, startProcess } from "./processes.ts";
import { supervise, type Supervised } from "./supervise.ts";

/** The integrator of the demo: its name and password stand in `secrets.json`. */
const INTEGRATORS = [{ name: "shop-erp", workspace: DEMO.workspace }];

const report = (sentence: string) => console.error(`${new Date().toISOString()} ${sentence}`);

const placementsOf = ({ workspaces }: Settings): Placement[] =>
  workspaces.flatMap(({ id, partition }) => partition === undefined ? [] : [{ id, partition }]);

const partitionsOf = (placed: Placement[]): number[] =>
  createPlacement(new Map(placed.map(({ id, partition }) => [id, partition]))).partitions;

async function settingsOf(folder: string): Promise<[Settings, boolean]> {
  const found = await readSettings(folder);
  if (found !== undefined) return [found, false];
  const demo = { password: DEMO.password, accounts: DEMO.people.map((one) => one.account) };
  const workspaces = [{ id: DEMO.workspace, name: DEMO.name }];
  return [{ secret: newSecret(), workspaces, demo }, true];
}

/** The demo company, through the same door that gateways use. */
async function seedDemo(parts: Parts): Promise<void> {
  const adapters = openNats(parts.operator, createClock());
  const bus = createGatewayBus(parts.operator, {
    gateway: "setup",
    documents: adapters.documents,
  });
  await seed(bus, parts.owner, DEMO);
  bus.close();
  adapters.close();
}

const keepAll = (supervised: Supervised, settings: Setting[]): Promise<void[]> =>
  Promise.all(
    settings.map((one) =>
      supervised.keep(one.name, (onEnd) =>
        startProcess(one, (name, line) =>
          console.error(`${name} ${line}`), (name, code, words) => {
          report(`${name} ended with ${code}: ${words.split("\n").at(-1) ?? ""}`);
          onEnd();
        }))
    ),
  );

/** One after the other, each only when the one before serves again: nobody waits for a restart. */
async function rollingRestart(supervised: Supervised): Promise<string[]> {
  const names = supervised.running().map((one) => one.name);
  for (const name of names) await supervised.renew(name);
  return names;
}

const partsRunning = ({ nats, postgres, redis }: Parts): { name: string; pid: number }[] =>
  [...nats.children, postgres.child, redis.child].map(({ name, pid }) => ({ name, pid }));

function greet(options: ClusterOptions, settings: Settings, parts: Parts): void {
  const address = `http://127.0.0.1:${options.port}`;
  console.log(`Tidegate is ready at ${address} (files from port ${options.port + 1})`);
  console.log(
    `  ${options.servers} nats-server, PostgreSQL, Redis, ${options.engines} engines, ` +
      `${options.gateways} gateways; data in ${options.data}`,
  );
  console.log(`  shops    ${address}/shop/qishan/  ${address}/shop/yunling/`);
  console.log(`  desk     ${address}/desk/  sign in as ${settings.demo?.accounts.join(", ")}`);
  console.log(`           password ${settings.demo?.password}`);
  const url = parts.nats.url("shop-erp", "…").split(",")[0];
  console.log(`  NATS     ${url}  password in ${options.data}/secrets.json`);
}

async function main(): Promise<void> {
  const options = clusterOptions(Deno.args);
  await buildIfStale();
  await Deno.mkdir(options.data, { recursive: true, mode: 0o711 });
  const secrets = await secretsIn(`${options.data}/secrets.json`, INTEGRATORS);
  const [settings, fresh] = await settingsOf(options.data);
  const ports = clusterPorts(options.partsPort);
  const supervised = supervise(report);
  const placed = placementsOf(settings);
  const parts = await startParts(options, ports, { ...secrets, placed }, (name, code, words) => {
    report(`${name} ended with ${code}: ${words}`);
  });
  let stopping: Promise<void> | undefined;
  const stop = () =>
    stopping ??= (async () => {
      await supervised.stop();
      await parts.stop();
      await stopAllChildren(); // whoever was being started meanwhile
    })();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => void stop().then(() => Deno.exit(0)));
  }
  try {
    await writePlace(options);
    for (const workspace of settings.workspaces) {
      await putWorkspace(parts.owner, workspace, Date.now());
    }
    const plan = planProcesses(options, ports, parts, secrets, settings);
    await keepAll(supervised, plan.engines);
    if (fresh) {
      await seedDemo(parts);
      await writeSettings(options.data, settings);
    }
    await keepAll(supervised, [...plan.projectors, ...plan.others, ...plan.gateways]);
    const apart = createApart();
    await serveControl(options.data, {
      "erase-now": apart.alone("erase --now", () => eraseNowOnCluster(plan.projectors, parts)),
      "rebuild": apart.alone("rebuild", () =>
        supervised.without(
          plan.projectors.map(({ name }) => name),
          () => rebuildRecords(parts, partitionsOf(placed)),
        )),
      "rolling-restart": apart.alone("rolling-restart", () => rollingRestart(supervised)),
      "processes": () => Promise.resolve([...supervised.running(), ...partsRunning(parts)]),
    });
    greet(options, settings, parts);
    startCrowd(`http://127.0.0.1:${options.port}`, options.visitorsPerMinute);
  } catch (cause) {
    await stop();
    throw cause;
  }
}

if (Deno.args.includes("--help")) console.log(CLUSTER_HELP);
else {
  await main().catch(async (cause) => {
    console.error((cause as Error).message);
    await stopAllChildren();
    Deno.exit(1);
  });
}
