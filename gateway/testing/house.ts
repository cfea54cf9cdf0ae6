/** A whole desk in one process and a temporary folder: real engine, records, keys, files. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openRecords } from "../../engine/local/database/open_records.ts";
import { deskStaffing } from "../../engine/simulator/theory/desk_staffing.ts";
import { openSimulations } from "../../engine/local/simulations/simulations.ts";
import { createExplainer } from "../../engine/local/explain/explainer.ts";
import { openLocal } from "../../engine/local/mod.ts";
import { startEngine } from "../../engine/mod.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { seed } from "../../deploy/seed.ts";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { DEMO_PEOPLE } from "../../deploy/demo/people.ts";
import type { App } from "../environment.ts";
import { buildApp } from "../app.ts";
import { shiftedClock } from "./shifted_clock.ts";
import { createGateway, type Gateway } from "../context.ts";
import { randomSecret } from "../ids.ts";
import type { LogLine } from "../options.ts";
import { startBeats } from "../sockets/beats.ts";
import { runBots } from "../bots/runner.ts";
import { receiveFeed } from "../sockets/feed.ts";
import { receiveSignal } from "../sockets/signals.ts";

export const WORKSPACE = "demo";
export const PASSWORD = "correct horse";
export const ORIGIN = "http://desk.test";

export interface House {
  gateway: Gateway;
  app: App;
  log: LogLine[];
  /** Moves the gateway's own clock on; the engine's goes its own way unless `oneClock` was asked. */
  pass(ms: number): void;
  close(): Promise<void>;
}

/** Two agents of different groups, a supervisor, an admin. */
const PEOPLE = DEMO_PEOPLE.filter((one) => ["lin", "he", "shen", "admin"].includes(one.account));

export async function openHouse({ oneClock = false } = {}): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), "tidegate-gateway-"));
  const local = await openLocal(folder);
  const partition = partitionOf(WORKSPACE);
  const engineClock = shiftedClock(local.clock);
  const engine = startEngine({
    open: async (which) => ({
      journal: await local.journal(which),
      snapshots: local.snapshots(which),
    }),
    partitions: [partition],
    documents: local.documents,
    clock: engineClock,
    explain: createExplainer(local, () => {}),
    random: local.random,
    owner: "test",
    onDeadLetter: (letter) => log.push({ level: "error", event: `dead.${letter.cause}` }),
    onAlarm: () => {},
  });
  const log: LogLine[] = [];
  const { durable } = local;
  const report = () => {};
  const records = await openRecords({ folder, partitions: [partition], durable, report });
  const simulations = openSimulations(folder);
  await until(() => engine.partitions().every((one) => one.state === "deciding"));
  const company = { workspace: WORKSPACE, name: { zh: "栖山", en: "Qishan" }, password: PASSWORD };
  await seed(engine.bus, records.database, {
    ...company,
    configuration: DEMO_CONFIGURATION,
    people: PEOPLE,
  });
  let passedMs = 0;
  const gateway = createGateway({
    name: "test",
    bus: engine.bus,
    database: records.database,
    reading: records.reading,
    keys: local.keys,
    files: local.files,
    simulations,
    staffing: deskStaffing,
    settings: {
      host: "127.0.0.1",
      port: 0,
      filesPort: 0,
      filesOrigin: "http://files.test",
      secure: false,
      secret: randomSecret(),
      trustedProxies: ["10.0.0.1"],
      workspaces: [{ id: WORKSPACE, name: company.name }],
    },
    staticFolder: new URL("./pages", import.meta.url).pathname,
    clock: {
      wall: () => Date.now() + passedMs,
      monotonic: () => performance.now() + passedMs,
    },
    onLog: (line) => log.push(line),
  });
  gateway.hub.bind(gateway);
  const stops = [
    startBeats(gateway),
    gateway.bus.onFeed(gateway.name, (message) => {
      receiveFeed(gateway, message);
      runBots(gateway, message);
    }),
    gateway.bus.onSignal(gateway.name, (one) => receiveSignal(gateway, one)),
  ];
  return {
    gateway,
    app: buildApp(gateway, () => ({})),
    log,
    pass(ms) {
      passedMs += ms;
      if (oneClock) engineClock.shift(ms);
    },
    async close() {
      stops.forEach((stop) => stop());
      simulations.stop();
      await engine.stop();
      await records.stop();
      await local.close();
      await rm(folder, { recursive: true });
    },
  };
}

const UNTIL_MS = 10_000;

/** Between two looks at most so long: a look that asks the desk must not use up its budgets. */
const PAUSE_MAX_MS = 250;

/** Waits for a condition, never for a duration. */
export async function until<T>(found: () => T | Promise<T>, what = "condition"): Promise<T> {
  const deadline = performance.now() + UNTIL_MS;
  for (let pauseMs = 5;; pauseMs = Math.min(pauseMs * 1.5, PAUSE_MAX_MS)) {
    const value = await found();
    if (value) return value;
    if (performance.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
