import {
  connect,
  type ConnectionOptions,
  createInbox,
  type NatsConnection,
} from "@nats-io/transport-node";

/**
 * One connection per process. The client's own defaults give up after ten tries and need minutes
 * to notice a server that was paused, so they are changed here, once (measured: a paused server is
 * noticed in 2 to 3 s).
 */
export interface NatsOptions {
  /** `nats://user:password@host:port`, or several with commas; `tls://` for TLS. */
  url: string;
  /** Shown by `nats server report connections`; a token. */
  name: string;
  /** Paths of PEM files, where the servers' certificates come from a CA of one's own. */
  tls?: { caFile?: string; certFile?: string; keyFile?: string };
  /** Replies come to subjects below this; each user of the servers has its own. */
  inboxPrefix?: string;
  /** How long the first connection may take. */
  timeoutMs?: number;
  /** Sentences for the operator: lost, back again. */
  report?: (sentence: string) => void;
}

const PING_EVERY_MS = 1_000;
const PINGS_OUT_MAX = 2;
const RECONNECT_MS = 250;
const RECONNECT_JITTER_MS = 250;
const CONNECT_WITHIN_MS = 10_000;

const prefixes = new WeakMap<NatsConnection, string>();
const reporters = new WeakMap<NatsConnection, (sentence: string) => void>();

/** Where the parts on this connection say what the operator has to know. */
export const reporterOf = (nats: NatsConnection): (sentence: string) => void =>
  reporters.get(nats) ?? (() => {});

/** A fresh inbox below the connection's own prefix, the only one that its user may listen to. */
export const inboxOf = (nats: NatsConnection): string => createInbox(prefixes.get(nats));

/** NATS_URL names nothing that can be a server. */
export class NatsUrlWrong extends Error {
  override name = "NatsUrlWrong";
}

/** No server of NATS_URL lets this process in. */
class NatsUnreachable extends Error {
  override name = "NatsUnreachable";
}

export async function connectNats(options: NatsOptions): Promise<NatsConnection> {
  const { servers, user, pass, tls } = serversOf(options.url);
  const inboxPrefix = options.inboxPrefix ?? `_INBOX_${options.name}`;
  const settings: ConnectionOptions = {
    servers,
    user,
    pass,
    name: options.name,
    inboxPrefix,
    maxReconnectAttempts: -1,
    waitOnFirstConnect: false,
    pingInterval: PING_EVERY_MS,
    maxPingOut: PINGS_OUT_MAX,
    reconnectTimeWait: RECONNECT_MS,
    reconnectJitter: RECONNECT_JITTER_MS,
    ignoreAuthErrorAbort: true,
    // the system resolves names: a process may reach only the names of its unit, not their addresses
    resolve: false,
    timeout: options.timeoutMs ?? CONNECT_WITHIN_MS,
    tls: tls || options.tls ? { ...options.tls } : undefined,
  };
  const connection = await connect(settings).catch((cause) => {
    throw new NatsUnreachable(
      `NATS cannot be reached at ${servers.join(", ")} (${(cause as Error).message}): start ` +
        `nats-server, or correct NATS_URL.`,
      { cause },
    );
  });
  prefixes.set(connection, inboxPrefix);
  reporters.set(connection, options.report ?? (() => {}));
  void tellStatus(connection, options.report ?? (() => {}));
  return connection;
}

async function tellStatus(
  connection: NatsConnection,
  report: (sentence: string) => void,
): Promise<void> {
  for await (const status of connection.status()) {
    if (status.type === "disconnect") report(`NATS is gone: ${status.server}; trying again`);
    else if (status.type === "reconnect") report(`NATS is back: ${status.server}`);
    else if (status.type === "error") report(`NATS: ${status.error.message}`);
  }
}

interface Servers {
  servers: string[];
  user?: string;
  pass?: string;
  tls: boolean;
}

function serversOf(text: string): Servers {
  const found: Servers = { servers: [], tls: false };
  for (const part of text.split(",").map((one) => one.trim()).filter((one) => one !== "")) {
    const url = URL.parse(part.includes("://") ? part : `nats://${part}`);
    if (url === null || !["nats:", "tls:"].includes(url.protocol) || url.hostname === "") {
      throw new NatsUrlWrong(
        `NATS_URL does not name a server: write it as nats://user:password@127.0.0.1:4222`,
      );
    }
    found.servers.push(`${url.hostname}:${url.port || 4222}`);
    if (url.username !== "") found.user = decodeURIComponent(url.username);
    if (url.password !== "") found.pass = decodeURIComponent(url.password);
    found.tls ||= url.protocol === "tls:";
  }
  if (found.servers.length === 0) {
    throw new NatsUrlWrong(
      `NATS_URL is empty: write it as nats://user:password@127.0.0.1:4222`,
    );
  }
  return found;
}
