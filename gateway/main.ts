/**
 * A gateway of the real parts: NATS, PostgreSQL, Redis; as many of them as wanted. Its settings are
 * the environment (`deploy/environment.ts`); a wrong one stops it at start and names itself.
 */
import {
  address,
  type Environment,
  pem,
  port,
  refusePlainText,
  secret,
  SettingWrong,
  words,
} from "../deploy/environment.ts";
import { readWorkspaces } from "../deploy/workspaces.ts";
import { partitionOf } from "../engine/contract/wire/ids.ts";
import { createClock } from "../engine/local/clock.ts";
import { joinCluster } from "../engine/nats/levels/levels.ts";
import { connectNats, createGatewayBus, openNats } from "../engine/nats/mod.ts";
import { natsSimulations } from "../engine/nats/simulations/gateway_side.ts";
import { openPostgres } from "../engine/postgres/connection.ts";
import { postgresProgress } from "../engine/postgres/progress.ts";
import { readingRecords } from "../engine/records/reading/reading.ts";
import { deskStaffing } from "../engine/simulator/theory/desk_staffing.ts";
import { redisBrowsing } from "./browsing/redis.ts";
import { startGateway } from "./mod.ts";
import { redisShared } from "./shared/redis.ts";

const HELP = `deno run gateway/main.ts
NATS_URL        tls://gateway:password@127.0.0.1:4222
DATABASE_URL    postgres://tidegate_gateway:password@127.0.0.1:5432/tidegate
REDIS_URL       redis://:password@127.0.0.1:6379/0
TIDEGATE_SECRET 43 or more letters, the same for every gateway, kept for good
TIDEGATE_HOST, TIDEGATE_PORT, TIDEGATE_FILES_PORT   127.0.0.1, 8787, 8788
TIDEGATE_ORIGIN, TIDEGATE_FILES_ORIGIN              what browsers see before a proxy
TIDEGATE_SHARED_PORTS=yes    other gateways of this machine open the same ports
TIDEGATE_OWN_PORT            health and metrics of this gateway alone
TIDEGATE_TRUSTED_PROXIES, TIDEGATE_OPERATORS        addresses, with commas
NATS_CA, DATABASE_CA, REDIS_CA   PEM files of authorities of your own
TIDEGATE_PLAIN_TEXT=allowed      where the network between the machines is trusted`;

const log = (line: Record<string, unknown>) =>
  console.error(JSON.stringify({ at: new Date().toISOString(), ...line }));

/** Throws SettingWrong. */
function settingsFrom(from: Environment) {
  const settings = {
    nats: address(from, "NATS_URL", ["nats:", "tls:"], "tls://gateway:password@127.0.0.1:4222"),
    database: address(
      from,
      "DATABASE_URL",
      ["postgres:", "postgresql:"],
      "postgres://tidegate_gateway:password@127.0.0.1:5432/tidegate",
    ),
    redis: address(from, "REDIS_URL", ["redis:", "rediss:"], "redis://:password@127.0.0.1:6379/0"),
    authorities: { database: pem(from, "DATABASE_CA"), redis: pem(from, "REDIS_CA") },
    natsAuthority: from.NATS_CA || undefined,
    host: from.TIDEGATE_HOST || "127.0.0.1",
    port: port(from, "TIDEGATE_PORT", 8_787),
    filesPort: port(from, "TIDEGATE_FILES_PORT", 8_788),
    ownPort: from.TIDEGATE_OWN_PORT ? port(from, "TIDEGATE_OWN_PORT", 8_790) : undefined,
    sharedPorts: from.TIDEGATE_SHARED_PORTS === "yes",
    origin: from.TIDEGATE_ORIGIN
      ? address(from, "TIDEGATE_ORIGIN", ["http:", "https:"], "https://desk.example")
      : undefined,
    filesOrigin: from.TIDEGATE_FILES_ORIGIN
      ? address(from, "TIDEGATE_FILES_ORIGIN", ["http:", "https:"], "https://files.example")
      : undefined,
    secret: secret(from, "TIDEGATE_SECRET"),
    trustedProxies: words(from, "TIDEGATE_TRUSTED_PROXIES"),
    operators: words(from, "TIDEGATE_OPERATORS"),
    name: from.TIDEGATE_NAME || "gateway",
  };
  refusePlainText(from, ["NATS_URL", "DATABASE_URL", "REDIS_URL", "TIDEGATE_ORIGIN"]);
  return settings;
}

async function main(from: Environment): Promise<void> {
  const settings = settingsFrom(from);
  const { authorities, natsAuthority, name } = settings;
  const clock = createClock();
  const database = openPostgres({
    url: settings.database,
    name,
    authority: authorities.database,
  });
  const workspaces = await readWorkspaces(database);
  if (workspaces.length === 0) {
    throw new SettingWrong("There is no company yet: run `deno task workspace create` first.");
  }
  const nats = await connectNats({
    url: settings.nats,
    name,
    inboxPrefix: "_INBOX_gateway",
    tls: natsAuthority === undefined ? undefined : { caFile: natsAuthority },
    report: (sentence) => log({ level: "warn", event: "nats", sentence }),
  });
  const parts = openNats(nats, clock);
  const joined = await joinCluster(nats, parts.publisher, "gateway", name);
  const placed = new Map(workspaces.map((one) => [one.id, one.partition]));
  const toOwners = {
    gateway: name,
    documents: parts.documents,
    placement: (workspace: string) => placed.get(workspace) ?? partitionOf(workspace),
  };
  const bus = createGatewayBus(nats, toOwners);
  const simulations = natsSimulations(nats, toOwners);
  let redisThere = false;
  const shared = redisShared({
    url: settings.redis,
    authority: authorities.redis,
    onChange(there) {
      redisThere = there;
      log({ level: there ? "info" : "warn", event: there ? "redis.there" : "redis.away" });
    },
  });
  const browsing = redisBrowsing({ url: settings.redis, authority: authorities.redis });
  const progress = postgresProgress(database, clock.wall);
  const gateway = await startGateway({
    name,
    bus,
    database,
    reading: readingRecords(database, progress),
    keys: parts.keys,
    files: parts.files,
    simulations,
    staffing: deskStaffing,
    shared,
    browsing,
    bots: {
      ask: async (workspace, bot, question, withinMs) => {
        const subject = `tg.v1.${workspace}.bot.${bot}`;
        const answer = await nats.request(subject, JSON.stringify(question), { timeout: withinMs });
        return answer.json();
      },
    },
    settings: { ...settings, secure: settings.origin?.startsWith("https:") ?? false, workspaces },
    staticFolder: new URL("../console/dist", import.meta.url).pathname,
    clock,
    onLog: log,
    ready: () => Promise.resolve({ nats: nats.isClosed() ? "it is closed" : undefined }),
    gauges: () => ({ redis_there: redisThere ? 1 : 0 }),
  });
  log({ level: "info", event: "ready", ...gateway.addresses });
  const stop = async () => {
    await gateway.stop();
    progress.stop();
    bus.close();
    simulations.close();
    await joined.leave();
    parts.close();
    await Promise.all([
      shared.close(),
      browsing.close(),
      database.close(),
      nats.drain().catch(() => {}),
    ]);
    Deno.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => void stop());
  }
  // A connection that is closed for good never comes back: whoever watches us starts us anew.
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
