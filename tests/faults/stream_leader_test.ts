/**
 * Three nats-servers that replicate and sync always; under load the one that leads the journal is
 * killed, or told to leave as a lame duck. A new leader is elected, appends go on, owners keep their
 * partitions, and nothing is lost or doubled.
 */
import assert from "node:assert/strict";
import { jetstreamManager } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { createClock } from "../../engine/local/clock.ts";
import { type Servers, startServers } from "../../engine/nats/bench/servers.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { startEngineProcess } from "../support/engine_process.ts";
import { natsProgram } from "../support/nats_server.ts";
import { agentRecord, employ, WORKSPACE } from "../support/virtual/company.ts";
import { full } from "./stage.ts";
import { spread } from "./takeover.ts";
import { judged, longestSilenceMs, send, talk } from "./talk.ts";
import { tell, type Told } from "./told.ts";

const PARTITION = partitionOf(WORKSPACE);
const TRIES_MAX = 1_200;
const PAUSE_MS = 50;
/** Of twenty kills; one alone is no median. */
const MEDIAN_MS_MAX = 6_000;
const WORST_MS_MAX = 12_000;
const JOURNAL = "TG_JOURNAL";
const lacking = natsProgram === undefined ? " (nats-server could not be had)" : "";

/** Tries until it works: there is no leader yet, or none any more. */
async function until<Value>(attempt: () => Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const value = await attempt().catch(() => undefined);
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error("what was waited for did not come");
}

interface Load {
  servers: Servers;
  nats: NatsConnection;
  history: HistoryRecord[];
  acknowledged(): number;
}

/** What a run did and saw; the rest is judged. */
type Outcome = Pick<Told, "injected" | "seen" | "recoveryMs">;

const journalOf = async (nats: NatsConnection) => {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  return (await manager.streams.info(JOURNAL)).cluster;
};

/** The journal's leader, once every server has all of it. */
function leaderOf(nats: NatsConnection): Promise<string> {
  return until(async () => {
    const cluster = await journalOf(nats);
    const whole = cluster?.replicas?.length === 2 &&
      cluster.replicas.every(({ current, offline }) => current && !offline);
    return whole ? cluster.leader : undefined;
  });
}

/**
 * Ms without an acknowledgement: from the last one before the leader was missed to the first of the
 * next leader. A lame duck goes on for a while after the signal, so that is no beginning.
 */
async function withoutLeader(load: Load, signal: Deno.Signal): Promise<number> {
  const { servers, nats, history, acknowledged } = load;
  const leader = await leaderOf(nats);
  const from = Date.now();
  const gone = servers.kill(leader, signal);
  await until(async () => {
    const next = (await journalOf(nats))?.leader;
    return next && next !== leader ? next : undefined;
  });
  const before = acknowledged();
  await until(() => Promise.resolve(acknowledged() > before + 20 || undefined));
  const silentMs = longestSilenceMs(history, from);
  await gone;
  await servers.start(leader);
  return silentMs;
}

async function underLoad(run: (load: Load) => Promise<Outcome>): Promise<void> {
  const servers = await startServers(natsProgram!, 3, true);
  const nats = await connectNats({ url: servers.url, name: "client" });
  const settings = { replicas: 3, journalBytesMax: 256 * 1024 * 1024 };
  await until(() => provisionStreams(nats, settings));
  const parts = openNats(nats, createClock());
  const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
  const engine = startEngineProcess(servers.url, "e1");
  const history: HistoryRecord[] = [];
  try {
    await spread([engine]);
    for (const command of await employ(bus, { lin: agentRecord(5, ["presale"]) })) {
      assert.ok(await send(bus, history, command), command.type);
    }
    const acknowledged = () => history.filter(({ kind }) => kind === "acknowledged").length;
    const hush = talk(bus, history);
    await until(() => Promise.resolve(acknowledged() > 50 || undefined));
    const epoch = (await parts.journal(PARTITION).tail()).epoch;
    const outcome = await run({ servers, nats, history, acknowledged });
    const commands = await hush();
    const tail = await until(() => parts.journal(PARTITION).tail());
    // The store of archives elects its own leader, in its own time.
    const { cases, offences } = await until(() => judged(parts.journal(PARTITION), history));
    assert.deepEqual(offences, []);
    assert.equal(tail.epoch, epoch);
    tell({ ...outcome, commands, judged: cases });
  } finally {
    await engine.kill("SIGKILL").catch(() => {});
    bus.close();
    parts.close();
    await nats.close();
    await servers.stop();
  }
}

function test(name: string, run: (load: Load) => Promise<Outcome>): void {
  const ignore = natsProgram === undefined;
  Deno.test({ name: `faults - ${name}${lacking}`, ignore, fn: () => underLoad(run) });
}

test("the journal's leader is killed, and owners keep their partitions", async (load) => {
  const took: number[] = [];
  for (let kill = 0; kill < (full ? 20 : 1); kill++) {
    took.push(await withoutLeader(load, "SIGKILL"));
  }
  const sorted = took.toSorted((a, b) => a - b);
  assert.ok(sorted.at(-1)! <= WORST_MS_MAX, `${sorted.at(-1)} ms`);
  const median = sorted[Math.floor(sorted.length / 2)];
  assert.ok(!full || median <= MEDIAN_MS_MAX, `${median} ms`);
  return {
    injected: `kill -9 of the journal's leader, ${took.length} times`,
    seen: `another leads, no partition moves; silent for a median of ${median} ms, ` +
      `${sorted.at(-1)} ms at worst`,
    recoveryMs: sorted.at(-1)!,
  };
});

test("the journal's leader leaves as a lame duck, and nobody is refused", async (load) => {
  const backMs = await withoutLeader(load, "SIGUSR2");
  assert.ok(backMs <= WORST_MS_MAX, `${backMs} ms`);
  const injected = "lame duck of the journal's leader";
  return { injected, seen: "clients move, no partition does", recoveryMs: backMs };
});
