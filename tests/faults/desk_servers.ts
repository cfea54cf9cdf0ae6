/** The servers of a desk for faults, none of them ours, and a proxy before each way that may fail. */
import { createDatabase, DATABASE } from "../../deploy/cluster/parts.ts";
import type { Company } from "../../deploy/company.ts";
import { startRedis } from "../../deploy/redis/server.ts";
import { putWorkspace } from "../../deploy/workspaces.ts";
import { createClock } from "../../engine/local/clock.ts";
import {
  connectNats,
  createGatewayBus,
  openNats,
  provisionStreams,
} from "../../engine/nats/mod.ts";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { prepareDatabase, type Role } from "../../engine/postgres/prepare.ts";
import { startNatsServer } from "../support/nats_server.ts";
import { freePort, throwAwayPostgres } from "../support/postgres.ts";
import { startTcpProxy } from "../support/tcp_proxy.ts";

/** What was begun and how it ends, in the order of beginning. */
export type Undo = (() => unknown)[];

const JOURNAL_BYTES_MAX = 1024 * 1024 * 1024;
const PASSWORDS: Record<Role, string> = {
  tidegate_gateway: "gateway-secret",
  tidegate_projector: "projector-secret",
};

export type DeskServers = Awaited<ReturnType<typeof startDeskServers>>;

/** nats-server, PostgreSQL and Redis, made ready for this company; `more` is for nats-server. */
export async function startDeskServers({ workspace, name }: Company, more: string, undo: Undo) {
  const monitor = freePort();
  const server = await startNatsServer({ more: `http: "127.0.0.1:${monitor}"\n${more}` });
  undo.push(() => server.stop());
  const store = await throwAwayPostgres();
  undo.push(() => store.end());
  const redis = await startRedis(freePort(), "stage");
  undo.push(() => redis.child.stop());
  const nats = await connectNats({ url: server.url, name: "client" });
  undo.push(() => nats.close());
  await provisionStreams(nats, { replicas: 1, journalBytesMax: JOURNAL_BYTES_MAX });
  const parts = openNats(nats, createClock());
  const bus = createGatewayBus(nats, { gateway: "talkers", documents: parts.documents });
  undo.push(() => (bus.close(), parts.close()));
  await createDatabase(store.server());
  const owner = openPostgres({ url: store.url(DATABASE), name: "owner" });
  undo.push(() => owner.close());
  await prepareDatabase(owner, PASSWORDS, Date.now());
  await putWorkspace(owner, { id: workspace, name }, Date.now());
  const proxied = (url: string) => {
    const proxy = startTcpProxy(Number(new URL(url).port));
    undo.push(() => proxy.stop());
    return proxy;
  };
  const ways = {
    gatewayNats: proxied(server.url),
    projectorNats: proxied(server.url),
    postgres: proxied(store.url()),
  };
  const databaseUrl = (role: Role) =>
    `postgres://${role}:${PASSWORDS[role]}@127.0.0.1:${ways.postgres.port}/${DATABASE}`;
  const slowConsumers = async (): Promise<number> =>
    (await (await fetch(`http://127.0.0.1:${monitor}/varz`)).json()).slow_consumers;
  return {
    natsUrl: server.url,
    redisUrl: redis.url,
    bus,
    parts,
    owner,
    ways,
    databaseUrl,
    slowConsumers,
  };
}
