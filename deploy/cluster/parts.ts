/** The servers that are not ours: started, made ready and given what this installation needs. */
import { type NatsConnection } from "@nats-io/transport-node";
import { connectNats, provisionStreams } from "../../engine/nats/mod.ts";
import { openPostgres, type PostgresDatabase } from "../../engine/postgres/connection.ts";
import { migratePostgres } from "../../engine/postgres/prepare.ts";
import { type Certificates, certificatesIn } from "../nats/certificates.ts";
import type { Placement } from "../nats/configuration.ts";
import { putConsumers } from "../nats/consumers.ts";
import { type NatsCluster, startNats } from "../nats/server.ts";
import { type PostgresServer, startPostgres } from "../postgres/server.ts";
import { type RedisServer, startRedis } from "../redis/server.ts";
import { type Secrets } from "../secrets.ts";
import type { ClusterOptions } from "./options.ts";
import type { ClusterPorts } from "./ports.ts";

export const DATABASE = "tidegate";
/** For the owner, who rewrites and drops whole tables: longer than a statement of a page may take. */
export const WHOLE_TABLES_MS_MAX = 3_600_000;
/** A demo machine's share: a day of the busiest shop is about 2 GB. */
const JOURNAL_BYTES_MAX = 4 * 1024 ** 3;

export interface Parts {
  nats: NatsCluster;
  postgres: PostgresServer;
  redis: RedisServer;
  certificates: Certificates;
  /** As the operator and as the database's owner. */
  operator: NatsConnection;
  owner: PostgresDatabase;
  databaseUrl(role: "tidegate_gateway" | "tidegate_projector"): string;
  stop(): Promise<void>;
}

export type Servers = Pick<Parts, "nats" | "postgres" | "redis" | "certificates">;

export type Ended = (name: string, code: number, words: string) => void;

/** The servers alone, with whatever lies in their folders. */
export async function startServers(
  options: Pick<ClusterOptions, "data" | "servers">,
  ports: ClusterPorts,
  secrets: Secrets & { placed?: readonly Placement[] },
  onEnd: Ended,
): Promise<Servers> {
  const { data } = options;
  const certificates = await certificatesIn(`${data}/tls`, ["localhost", "127.0.0.1"]);
  const [nats, postgres, redis] = await Promise.all([
    startNats({
      servers: options.servers,
      port: ports.nats,
      folder: `${data}/nats`,
      credentials: secrets.nats,
      integrators: secrets.integrators,
      placed: secrets.placed,
      certificates,
      kept: true,
      onEnd,
    }),
    startPostgres({
      folder: `${data}/postgres`,
      port: ports.postgres,
      password: secrets.postgres.owner,
      kept: true,
      onEnd: (code, words) => onEnd("PostgreSQL", code, words),
    }),
    startRedis(ports.redis, secrets.redis, true),
  ]);
  return { nats, postgres, redis, certificates };
}

export async function startParts(
  options: ClusterOptions,
  ports: ClusterPorts,
  secrets: Secrets & { placed?: readonly Placement[] },
  onEnd: Ended,
): Promise<Parts> {
  const servers = await startServers(options, ports, secrets, onEnd);
  const { nats, postgres, redis, certificates } = servers;
  const operator = await connectNats({
    url: nats.url("operator", secrets.nats.operator),
    name: "cluster-operator",
    inboxPrefix: "_INBOX",
    tls: { caFile: certificates.authority },
  });
  const streams = { replicas: options.servers, journalBytesMax: JOURNAL_BYTES_MAX };
  await persistently(() => provisionStreams(operator, streams));
  await persistently(() => putConsumers(operator, secrets.integrators));
  await createDatabase(postgres);
  const migrator = { url: postgres.url(DATABASE), name: "migrations", connectionsMax: 1 };
  await migratePostgres(migrator, secrets.postgres, Date.now());
  const owner = openPostgres({ url: postgres.url(DATABASE), name: "owner" });
  return {
    nats,
    postgres,
    redis,
    certificates,
    operator,
    owner,
    databaseUrl(role) {
      const url = new URL(postgres.url(DATABASE));
      url.username = role;
      url.password = secrets.postgres[role];
      return url.href;
    },
    async stop() {
      await Promise.all([operator.close(), owner.close()]);
      await Promise.all([nats.stop(), postgres.child.stop(), redis.child.stop()]);
    },
  };
}

const PERSISTENT_MS_MAX = 60_000;

/** Servers that have just found each other may have no leader for the first seconds. */
async function persistently(work: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + PERSISTENT_MS_MAX;
  for (;;) {
    try {
      await work();
      return;
    } catch (cause) {
      if (performance.now() > until) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

export async function createDatabase(postgres: PostgresServer): Promise<void> {
  const owner = openPostgres({ url: postgres.url(), name: "owner", connectionsMax: 1 });
  const known = await owner.query("select 1 from pg_database where datname = $1", [DATABASE]);
  if (known.length === 0) await owner.query(`create database ${DATABASE}`);
  await owner.close();
}
