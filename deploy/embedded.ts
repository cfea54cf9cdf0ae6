/**
 * `deno task start`: engine, gateway, console, follower and records in one process, with nothing to
 * install. The only place where the embedded parts meet; every part sees the others through ports.
 */
import type { Bus } from "../engine/contract/ports/bus.ts";
import type { Command } from "../engine/contract/wire/commands.ts";
import { partitionOf } from "../engine/contract/wire/ids.ts";
import { LEVEL } from "../engine/contract/wire/level.ts";
import { caughtUp } from "../engine/local/database/compare_folder.ts";
import { openRecords, type Records } from "../engine/local/database/open_records.ts";
import type { Comparison } from "../engine/records/compare.ts";
import { startFollower } from "../engine/local/follower/follower.ts";
import { deskStaffing } from "../engine/simulator/theory/desk_staffing.ts";
import { type LocalSimulations, openSimulations } from "../engine/local/simulations/simulations.ts";
import { createExplainer } from "../engine/local/explain/explainer.ts";
import { type Local, openLocal } from "../engine/local/mod.ts";
import { engineMetrics, stoppedWorkspaces } from "../engine/metrics.ts";
import { type Engine, startEngine } from "../engine/mod.ts";
import { type Erasure, startErasure } from "../engine/records/erasure.ts";
import { forgetVisits, type RunningGateway, startGateway } from "../gateway/mod.ts";
import { type Apart, createApart } from "./apart.ts";
import { buildIfStale } from "./browser_files.ts";
import { type Company, DEMO, readCompany } from "./company.ts";
import { serveControl } from "./control.ts";
import { startCrowd } from "./demo/start_crowd.ts";
import { START_HELP, type StartOptions, startOptions } from "./options.ts";
import { seed } from "./seed.ts";
import { newSecret, readSettings, type Settings, writeSettings } from "./settings.ts";

const HOUR_MS = 3_600_000;
/** An upload that no message named so long after it came is removed. */
const UNNAMED_FILE_MS = HOUR_MS;
const ENGINE_READY_MS = 120_000;
/** Local hour of the nightly step that clears erased texts out of the records' files. */
const NIGHT_HOUR = 3;

const report = (sentence: string) => console.error(`${new Date().toISOString()} ${sentence}`);

interface Desk {
  local: Local;
  engine: Engine;
  records: Records;
  erasure: Erasure;
  gateway: RunningGateway;
  simulations: LocalSimulations;
  settings: Settings;
}

async function settingsOf(folder: string, company: Company): Promise<[Settings, boolean]> {
  const found = await readSettings(folder);
  if (found !== undefined) return [found, false];
  const { workspace: id, name, people, password } = company;
  const demo = company === DEMO
    ? { password, accounts: people.map((one) => one.account) }
    : undefined;
  return [{ secret: newSecret(), workspaces: [{ id, name }], demo }, true];
}

async function ready(engine: Engine): Promise<void> {
  const deadline = performance.now() + ENGINE_READY_MS;
  for (;;) {
    const states = engine.partitions();
    const stopped = states.find((one) => one.state === "broken" || one.state === "stopped");
    if (stopped) throw new Error(stopped.reason ?? `partition ${stopped.partition} does not start`);
    if (states.every((one) => one.state === "deciding")) return;
    if (performance.now() > deadline) throw new Error("the engine did not become ready in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function completeErasure(bus: Bus) {
  return async (workspace: string, visitor: string): Promise<boolean> => {
    const id = `erased-${crypto.randomUUID()}`;
    const type = "visitor.erasureCompleted";
    const command = { type, id, level: LEVEL, workspace, by: "engine", visitor } as Command;
    return (await bus.command(command)).ok;
  };
}

async function open(options: StartOptions): Promise<Desk> {
  const company = options.company ? await readCompany(options.company) : DEMO;
  const local = await openLocal(options.data, { report });
  const [settings, fresh] = await settingsOf(options.data, company);
  const partitions = [...new Set(settings.workspaces.map((one) => partitionOf(one.id)))];
  const engine = startEngine({
    open: async (partition) => ({
      journal: await local.journal(partition),
      snapshots: local.snapshots(partition),
    }),
    partitions,
    documents: local.documents,
    clock: local.clock,
    explain: createExplainer(local, report),
    random: local.random,
    owner: `desk-${Deno.pid}`,
    onDeadLetter: (letter) => report(`dead letter: ${letter.cause} ${letter.command?.type ?? ""}`),
    onAlarm: (alarm) => report(`alarm: ${alarm.kind}: ${alarm.message}`),
  });
  const { durable } = local;
  const [records] = await Promise.all([
    openRecords({ folder: options.data, partitions, durable, report }),
    ready(engine),
  ]);
  if (fresh) {
    await seed(engine.bus, records.database, company);
    await writeSettings(options.data, settings);
  }
  const erasure = startErasure({
    database: records.database,
    keys: local.keys,
    files: local.files,
    clear: [(workspace, visitor) => forgetVisits(records.database, workspace, visitor)],
    complete: completeErasure(engine.bus),
    caughtUp: async () => {
      for (const partition of partitions) {
        const { sequence } = await (await local.journal(partition)).tail();
        await caughtUp(records, partition, sequence);
      }
    },
    report,
  });
  const simulations = openSimulations(options.data);
  const gateway = await door(options, settings, { local, engine, records, simulations });
  return { local, engine, records, erasure, gateway, simulations, settings };
}

function door(
  options: StartOptions,
  settings: Settings,
  { local, engine, records, simulations }: Pick<
    Desk,
    "local" | "engine" | "records" | "simulations"
  >,
): Promise<RunningGateway> {
  return startGateway({
    name: `desk-${crypto.randomUUID().slice(0, 8)}`,
    bus: engine.bus,
    database: records.database,
    reading: records.reading,
    keys: local.keys,
    files: local.files,
    simulations,
    staffing: deskStaffing,
    settings: {
      host: options.host,
      port: options.port,
      filesPort: options.filesPort,
      secure: false,
      secret: settings.secret,
      trustedProxies: [],
      workspaces: settings.workspaces,
    },
    staticFolder: new URL("../console/dist", import.meta.url).pathname,
    clock: local.clock,
    onLog: (line) => console.error(JSON.stringify({ at: new Date().toISOString(), ...line })),
    ready: () =>
      Promise.resolve(Object.fromEntries(
        engine.partitions().map((one) => [
          `partition ${one.partition}`,
          one.state === "deciding" ? undefined : `it is ${one.state}`,
        ]),
      )),
    stopped: () => stoppedWorkspaces(engine.gauges()),
    gauges: () => ({ ...engineMetrics(engine.gauges()), records_lag_ms: records.lagMs() }),
  });
}

const compareAll = (desk: Desk): Promise<Comparison[]> =>
  Promise.all(
    desk.engine.partitions().map(({ partition }) => desk.records.compare(partition)),
  );

/** Hourly: unnamed uploads; nightly: what was erased leaves the records' files. */
function housekeeping(desk: Desk, apart: Apart): () => void {
  const clear = apart.alone("the nightly clearing", () => desk.records.eraseNow());
  const timer = setInterval(() => {
    const now = Date.now();
    desk.local.files.sweep(now, UNNAMED_FILE_MS).catch((cause) =>
      report(`sweep: ${cause.message}`)
    );
    if (new Date(now).getHours() !== NIGHT_HOUR) return;
    clear().catch((cause) => report(`nightly clearing: ${cause.message}`));
  }, HOUR_MS);
  return () => clearInterval(timer);
}

function greet(desk: Desk): void {
  const { desk: address, files } = desk.gateway.addresses;
  console.log(`Tidegate is ready at ${address} (files from ${files})`);
  for (const workspace of desk.settings.workspaces) console.log(`  company  ${workspace.name.zh}`);
  const { demo } = desk.settings;
  if (demo === undefined) return;
  console.log(`  shops    ${address}/shop/qishan/  ${address}/shop/yunling/`);
  console.log(`  desk     ${address}/desk/  sign in as ${demo.accounts.join(", ")}`);
  console.log(`           password ${demo.password}`);
}

async function main(): Promise<void> {
  const options = startOptions(Deno.args);
  await buildIfStale();
  const desk = await open(options);
  const follower = startFollower({ local: desk.local, records: desk.records, report });
  const apart = createApart();
  const control = await serveControl(options.data, {
    "erase-now": apart.alone("erase --now", async () => {
      await desk.erasure.settled();
      await desk.records.eraseNow();
    }),
    "compare": () => compareAll(desk),
    "rebuild": apart.alone("rebuild", () => desk.records.rebuild()),
  });
  const endHousekeeping = housekeeping(desk, apart);
  greet(desk);
  const crowd = startCrowd(desk.gateway.addresses.desk, options.visitorsPerMinute);
  const stop = async () => {
    crowd?.terminate();
    endHousekeeping();
    await control.stop();
    await desk.gateway.stop();
    desk.simulations.stop();
    await desk.erasure.stop();
    await desk.engine.stop();
    await follower.stop();
    await desk.records.stop();
    await desk.local.close();
    Deno.exit(0);
  };
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      if (!stopping) void stop();
      stopping = true;
    });
  }
}

if (Deno.args.includes("--help")) console.log(START_HELP);
else {
  await main().catch((cause) => {
    console.error((cause as Error).message);
    Deno.exit(1);
  });
}
