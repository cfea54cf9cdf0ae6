/**
 * The projector's process on the real parts: writes a range of partitions into PostgreSQL, and
 * finishes erasures. Run two per range: one writes, one stands by.
 */
import type { Bus } from "../engine/contract/ports/bus.ts";
import type { Command } from "../engine/contract/wire/commands.ts";
import { partitionOf } from "../engine/contract/wire/ids.ts";
import { LEVEL } from "../engine/contract/wire/level.ts";
import { createClock } from "../engine/local/clock.ts";
import { journalSource } from "../engine/nats/journal/source.ts";
import { joinCluster } from "../engine/nats/levels/levels.ts";
import { connectNats, createGatewayBus, openNats } from "../engine/nats/mod.ts";
import { createForgetEvents } from "../engine/nats/relay/forget_events.ts";
import { BUCKETS, bucketSubject } from "../engine/nats/subjects.ts";
import { openPostgres } from "../engine/postgres/connection.ts";
import { type Projecting, startProjecting } from "../engine/postgres/projecting.ts";
import { recordsCaughtUp } from "../engine/records/caught_up.ts";
import { type Erasure, startErasure } from "../engine/records/erasure.ts";
import { forgetVisits } from "../gateway/mod.ts";
import {
  address,
  type Environment,
  partitions,
  pem,
  port,
  refusePlainText,
} from "./environment.ts";

const HELP = `deno run deploy/projector.ts
NATS_URL        tls://projector:password@127.0.0.1:4222
DATABASE_URL    postgres://tidegate_projector:password@127.0.0.1:5432/tidegate
TIDEGATE_PARTITIONS   0-63
TIDEGATE_OWN_PORT     health and metrics; none unless told
NATS_CA, DATABASE_CA  PEM files of authorities of your own`;

/** A batch of the projector's with all its indexes takes tens of milliseconds. */
const STATEMENT_MS_MAX = 60_000;
const HOUR_MS = 3_600_000;
const TELL_EVERY_MS = 60_000;

const log = (line: Record<string, unknown>) =>
  console.error(JSON.stringify({ at: new Date().toISOString(), ...line }));
const report = (sentence: string) => log({ level: "warn", event: "projector", sentence });

function settingsFrom(from: Environment) {
  const settings = {
    nats: address(from, "NATS_URL", ["nats:", "tls:"], "tls://projector:password@127.0.0.1:4222"),
    database: address(
      from,
      "DATABASE_URL",
      ["postgres:", "postgresql:"],
      "postgres://tidegate_projector:password@127.0.0.1:5432/tidegate",
    ),
    authority: pem(from, "DATABASE_CA"),
    natsAuthority: from.NATS_CA || undefined,
    partitions: partitions(from, "TIDEGATE_PARTITIONS", "0-63"),
    ownPort: from.TIDEGATE_OWN_PORT ? port(from, "TIDEGATE_OWN_PORT", 8_791) : undefined,
    name: from.TIDEGATE_NAME || "projector",
  };
  refusePlainText(from, ["NATS_URL", "DATABASE_URL"]);
  return settings;
}

const completeErasure = (bus: Bus) => async (workspace: string, visitor: string) => {
  const id = `erased-${crypto.randomUUID()}`;
  const type = "visitor.erasureCompleted";
  const command = { type, id, level: LEVEL, workspace, by: "engine", visitor } as Command;
  return (await bus.command(command)).ok;
};

function metrics(projecting: Projecting): string {
  const lines = [`tidegate_projector_active ${projecting.active() ? 1 : 0}`];
  for (const { partition, sequence, events, lagMs } of projecting.gauges()) {
    const label = `{partition="${partition}"}`;
    lines.push(
      `tidegate_projector_sequence${label} ${sequence}`,
      `tidegate_projector_events_total${label} ${events}`,
      `tidegate_projector_lag_ms${label} ${lagMs}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

function serveHealth(
  ownPort: number,
  projecting: Projecting,
  erasure: Erasure,
): Deno.HttpServer {
  return Deno.serve({ hostname: "127.0.0.1", port: ownPort, onListen() {} }, async (request) => {
    const { pathname } = new URL(request.url);
    // For the operator of this machine: erasing a visitor is a command of the desk, not this.
    if (request.method === "POST" && pathname === "/erasures/settle") {
      return await erasure.settled().then(
        () => new Response("settled\n"),
        (cause) => new Response((cause as Error).message, { status: 503 }),
      );
    }
    switch (pathname) {
      case "/healthz":
      case "/readyz":
        return Response.json({ ok: true, active: projecting.active() });
      case "/metrics":
        return new Response(metrics(projecting));
      default:
        return new Response(null, { status: 404 });
    }
  });
}

async function main(from: Environment): Promise<void> {
  const settings = settingsFrom(from);
  const { name, authority, natsAuthority } = settings;
  const clock = createClock();
  const nats = await connectNats({
    url: settings.nats,
    name,
    inboxPrefix: "_INBOX_projector",
    tls: natsAuthority === undefined ? undefined : { caFile: natsAuthority },
    report,
  });
  const parts = openNats(nats, clock);
  const joined = await joinCluster(nats, parts.publisher, "projector", name);
  const database = openPostgres({
    url: settings.database,
    name,
    authority,
    statementMsMax: STATEMENT_MS_MAX,
    rebuildable: true,
  });
  const projecting = startProjecting({
    database,
    keys: parts.keys,
    partitions: settings.partitions,
    source: (partition) => journalSource(nats, partition),
    wall: clock.wall,
    report,
  });
  const bus = createGatewayBus(nats, {
    gateway: name,
    documents: parts.documents,
    placement: partitionOf,
  });
  const erasure = startErasure({
    database,
    keys: parts.keys,
    files: parts.files,
    clear: [
      (workspace, visitor) => forgetVisits(database, workspace, visitor),
      createForgetEvents(nats, database),
    ],
    complete: completeErasure(bus),
    // Erasures act on rows, so what was durable when it was asked for is waited for.
    caughtUp: () =>
      recordsCaughtUp(database, settings.partitions, async (partition) => {
        const { sequence } = await parts.journal(partition).tail();
        return sequence;
      }),
    report,
  });
  const telling = setInterval(() => {
    for (const { partition, sequence } of projecting.gauges()) {
      if (sequence === 0) continue;
      // The archiver drops no journal that is not in the records; an old number only keeps more.
      const subject = bucketSubject(BUCKETS.cluster, `records.${partition}`);
      void parts.publisher.publish(subject, new TextEncoder().encode(String(sequence)));
    }
  }, TELL_EVERY_MS);
  const sweep = setInterval(() => {
    if (!projecting.active()) return;
    parts.files.sweep(Date.now(), HOUR_MS).catch((cause) => report(`sweep: ${cause.message}`));
  }, HOUR_MS);
  const health = settings.ownPort === undefined
    ? undefined
    : serveHealth(settings.ownPort, projecting, erasure);
  log({ level: "info", event: "ready", partitions: settings.partitions.length });
  const stop = async () => {
    clearInterval(telling);
    clearInterval(sweep);
    await health?.shutdown();
    await erasure.stop();
    await projecting.stop();
    bus.close();
    await joined.leave();
    parts.close();
    await Promise.all([database.close(), nats.drain().catch(() => {})]);
    Deno.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => void stop());
  }
  void nats.closed().then(() => Deno.exit(1));
}

if (import.meta.main) {
  if (Deno.args.includes("--help")) console.log(HELP);
  else {
    await main(Deno.env.toObject()).catch((cause) => {
      console.error((cause as Error).message);
      Deno.exit(1);
    });
  }
}
