/**
 * Certificates and credentials change under load: the server reads its files again, a new user
 * stands beside the old one until an engine with it has taken over, then the old one is refused. No
 * command is dropped, and nobody is thrown out meanwhile.
 */
import assert from "node:assert/strict";
import { locate } from "../../deploy/parts.ts";
import { partitionOf } from "../../engine/contract/wire/ids.ts";
import { createClock } from "../../engine/local/clock.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { clusterNats } from "../support/cluster_nats.ts";
import { startEngineProcess } from "../support/engine_process.ts";
import { until } from "../support/until.ts";
import { agentRecord, employ, WORKSPACE } from "../support/virtual/company.ts";
import { spread } from "./takeover.ts";
import { judged, longestSilenceMs, send, talk } from "./talk.ts";
import { tell } from "./told.ts";

const PARTITION = partitionOf(WORKSPACE);
const PAUSED_MS_MAX = 5_000;
const there = await locate("nats-server") !== undefined;
const lacking = there ? "" : " (nats-server could not be had)";
const ENGINE = /^ {4}\{ user: "engine", password: "[^"]+"[\s\S]*?\} \}$/m;

type Nats = Awaited<ReturnType<typeof clusterNats>>;

/** A certificate of the same authority for the same names, with a number of its own. */
async function renewCertificate(folder: string): Promise<void> {
  const at = (name: string) => `${folder}/tls/${name}`;
  const { success, stderr } = await new Deno.Command("openssl", {
    args: [
      ...["x509", "-req", "-in", at("server.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key")],
      ...["-CAcreateserial", "-days", "30", "-extfile", at("server.ext"), "-out", at("server.pem")],
    ],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
}

/** Changes the server's file and has it read again; resolves when the server says so. */
async function reload({ folder, children, monitorPorts }: Nats, change: (text: string) => string) {
  const path = `${folder}/nats-1/server.conf`;
  const read = async () =>
    (await (await fetch(`http://127.0.0.1:${monitorPorts[0]}/varz`)).json()).config_load_time;
  const before = await read();
  await Deno.writeTextFile(path, change(await Deno.readTextFile(path)));
  children[0].kill("SIGHUP");
  await until("the server has read its files again", async () => await read() !== before);
}

async function play(): Promise<void> {
  const server = await clusterNats();
  const { secrets, tls, folder } = server;
  const url = server.url("operator", secrets.nats.operator);
  const nats = await connectNats({ url, name: "client", inboxPrefix: "_INBOX", tls });
  await provisionStreams(nats, { replicas: 1, journalBytesMax: 256 * 1024 * 1024 });
  const parts = openNats(nats, createClock());
  const bus = createGatewayBus(nats, { gateway: "gw1", documents: parts.documents });
  const password = secrets.nats.processes.engine;
  const engine = (user: string, name: string) =>
    startEngineProcess(server.url(user, password), name, { env: { NATS_CA: tls.caFile } });
  const first = engine("engine", "e1");
  let second: ReturnType<typeof engine> | undefined;
  const history: HistoryRecord[] = [];
  try {
    await spread([first]);
    for (const command of await employ(bus, { lin: agentRecord(5, ["presale"]) })) {
      assert.ok(await send(bus, history, command), command.type);
    }
    const hush = talk(bus, history);
    const acknowledged = () => history.filter(({ kind }) => kind === "acknowledged").length;
    const more = async (what: string) => {
      const wanted = acknowledged() + 30;
      await until(what, () => acknowledged() >= wanted);
    };
    await more("talk");
    await renewCertificate(folder);
    await reload(server, (text) => text);
    await more("talk with a new certificate");
    const again = (text: string) => text.replace('user: "engine"', 'user: "engine-next"');
    await reload(server, (text) => text.replace(ENGINE, (own) => `${own}\n${again(own)}`));
    second = engine("engine-next", "e2");
    await spread([first, second], 24);
    await first.kill("SIGTERM");
    await spread([second]);
    await reload(server, (text) => text.replace(ENGINE, ""));
    await more("talk by the new user alone");
    const sent = await hush();
    const asked = new Set(history.filter(({ kind }) => kind === "sent").map(ofId));
    const heard = new Set(history.filter(({ kind }) => kind === "acknowledged").map(ofId));
    assert.deepEqual([...asked].filter((id) => !heard.has(id)), [], "commands that were dropped");
    const { cases, offences } = await judged(parts.journal(PARTITION), history);
    assert.deepEqual(offences, []);
    const pausedMs = longestSilenceMs(history);
    assert.ok(pausedMs <= PAUSED_MS_MAX, `${pausedMs} ms without an acknowledgement`);
    tell({
      injected: "a new certificate, a new user, the old one gone",
      seen: "one handover, nobody refused, no command dropped",
      recoveryMs: pausedMs,
      commands: sent,
      judged: cases,
    });
  } finally {
    for (const one of [first, second]) await one?.kill("SIGKILL").catch(() => {});
    bus.close();
    parts.close();
    await nats.close();
    await server.end();
  }
}

const ofId = (record: HistoryRecord): string => "id" in record ? record.id : "";

Deno.test({
  name: `faults - certificates and credentials are changed, and no command is dropped${lacking}`,
  ignore: !there,
  fn: play,
});
