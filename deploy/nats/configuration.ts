/**
 * The configuration of one nats-server of a cluster, as text. All servers share accounts, users
 * and mappings; only names, ports and folders differ.
 *
 * Every integrator has an account of its own and reaches the desk through imports. In one account
 * with our processes, permissions would not be enough: who may ask may name any subject for the
 * answer, and the server, or an engine, would then write it there, into the journal for one.
 * Across accounts the server replaces the reply's subject, and says in a header who asked.
 */
import { isToken } from "../../engine/contract/wire/ids.ts";
import { MAPPINGS, STREAMS } from "../../engine/nats/subjects.ts";
import { type Permissions, permissionsOf, PROCESSES, type ProcessKind } from "./permissions.ts";

export interface Integrator {
  /** Name of its account and user, and of its consumer on the event stream. */
  name: string;
  workspace: string;
  password: string;
}

/**
 * A company that was placed by hand. Its integrators' imports lead straight to its partition: a
 * mapping line of its own beside the general one would not do, since the server reads mappings
 * into a table without order and takes either (nats-server 2.15.2).
 */
export interface Placement {
  id: string;
  partition: number;
}

export interface NatsCredentials {
  operator: string;
  system: string;
  processes: Record<ProcessKind, string>;
  /** Between the servers. */
  routes: string;
}

export interface NatsServerPlan {
  name: string;
  host: string;
  port: number;
  clusterPort: number;
  monitorPort: number;
  /** Cluster ports of the others; a single server has none. */
  others: number[];
  folder: string;
  credentials: NatsCredentials;
  integrators: readonly Integrator[];
  placed?: readonly Placement[];
  /** Paths of PEM files; absent: plain text, for one machine alone. */
  tls?: { authority: string; certificate: string; key: string };
  /** For k6, which speaks NATS over WebSocket. */
  websocketPort?: number;
}

/** The account of our own processes. */
export const ACCOUNT = "TG";
const RESERVED = [ACCOUNT, "SYS", "$G", "operator", "system"];

/** A name that cannot be an integrator's. */
class IntegratorNameWrong extends Error {
  override name = "IntegratorNameWrong";
}

/** A prefix by which tools of other accounts reach the one stream that is open to them. */
export const DOMAIN = "tidegate";

const quoted = (text: string): string => JSON.stringify(text);
const list = (subjects: readonly string[]): string => `[${subjects.map(quoted).join(", ")}]`;

function user(name: string, password: string, permissions?: Permissions): string {
  const allowed = permissions === undefined ? "" : `, permissions: {
      publish: { allow: ${list(permissions.publish)} },
      subscribe: { allow: ${list(permissions.subscribe)} } }`;
  return `    { user: ${quoted(name)}, password: ${quoted(password)}${allowed} }`;
}

const mappings = (): string =>
  MAPPINGS.map(([from, to]) => `    ${quoted(from)}: ${quoted(to)}`).join("\n");

const API = "$JS.API.CONSUMER";

/** What integrators may import; each account's imports are narrower still. */
const EXPORTS = `    { service: "tg.v1.*.cmd.>" }
    { service: "tg.v1.*.qry.>" }
    { service: "tg.v1.*.in.>" }
    { service: "tg.p.*.*.cmd.>" }
    { service: "tg.p.*.*.qry.>" }
    { service: "tg.i.*.*.in.>" }
    { stream: "tg.v1.*.feed.>" }
    { service: "${API}.INFO.${STREAMS.events}.*" }
    { service: "${API}.MSG.NEXT.${STREAMS.events}.*", response_type: stream }
    { service: "$JS.ACK.${STREAMS.events}.>" }
    { service: "$SRV.>", response_type: stream }`;

const bots = (workspace: string): string => `tg.v1.${workspace}.bot.>`;

/** Bots live with the first integrator of a company: two could not both answer. */
function botImports(integrators: readonly Integrator[]): string {
  const first = new Map(integrators.toReversed().map((one) => [one.workspace, one.name]));
  return [...first].map(([workspace, name]) =>
    `      { service: { account: ${quoted(name)}, subject: ${quoted(bots(workspace))} } }`
  ).join("\n");
}

/** An integrator's whole world: its workspace's commands and queries, and its own consumer. */
function integratorAccount(one: Integrator, placed: readonly Placement[]): string {
  const { name, workspace, password } = one;
  if (!isToken(name) || RESERVED.includes(name)) {
    throw new IntegratorNameWrong(
      `${name} cannot be an integrator: a name like shop-erp, not ${RESERVED}`,
    );
  }
  const service = (subject: string, to?: string) =>
    `      { service: { account: ${ACCOUNT}, subject: ${quoted(subject)} }${
      to === undefined ? "" : `, to: ${quoted(to)}`
    } }`;
  const own = `${STREAMS.events}.${name}`;
  const imports = [
    ...["cmd", "qry", "in"].map((kind) => {
      const subject = `tg.v1.${workspace}.${kind}.>`;
      const place = placed.find((other) => other.id === workspace);
      const stream = kind === "in" ? "tg.i" : "tg.p";
      return place === undefined
        ? service(subject)
        : service(`${stream}.${place.partition}.${workspace}.${kind}.>`, subject);
    }),
    `      { stream: { account: ${ACCOUNT}, subject: ${quoted(`tg.v1.${workspace}.feed.>`)} } }`,
    service(`${API}.INFO.${own}`, `$JS.${DOMAIN}.API.CONSUMER.INFO.${own}`),
    service(`${API}.MSG.NEXT.${own}`, `$JS.${DOMAIN}.API.CONSUMER.MSG.NEXT.${own}`),
    service(`$JS.ACK.${own}.>`),
    // So that the stock tool sees the engines: `nats micro ls`.
    service("$SRV.>"),
  ];
  return `  ${quoted(name)}: {
    users: [
${user(name, password)}
    ]
    imports: [
${imports.join("\n")}
    ]
    exports: [ { service: ${quoted(bots(workspace))}, accounts: [${ACCOUNT}] } ]
  }`;
}

function accounts({ credentials, integrators, placed = [] }: NatsServerPlan): string {
  const ours = PROCESSES.map((kind) =>
    user(kind, credentials.processes[kind], permissionsOf(kind))
  );
  return `accounts {
  SYS: { users: [
${user("system", credentials.system)}
  ] }
  ${ACCOUNT}: {
    jetstream: enabled
    mappings: {
${mappings()}
    }
    users: [
${[user("operator", credentials.operator), ...ours].join("\n")}
    ]
    exports: [
${EXPORTS}
    ]
    imports: [
${botImports(integrators)}
    ]
  }
${integrators.map((one) => integratorAccount(one, placed)).join("\n")}
}`;
}

const tlsLines = (plan: NatsServerPlan, verify: boolean): string =>
  plan.tls === undefined ? "" : `tls: {
  cert_file: ${quoted(plan.tls.certificate)}
  key_file: ${quoted(plan.tls.key)}
  ca_file: ${quoted(plan.tls.authority)}
  verify: ${verify}
  timeout: 5
}`;

const cluster = (plan: NatsServerPlan): string =>
  plan.others.length === 0 ? "" : `cluster: {
name: "tidegate"
listen: ${quoted(`${plan.host}:${plan.clusterPort}`)}
authorization: { user: "route", password: ${quoted(plan.credentials.routes)}, timeout: 5 }
routes: ${
    list(
      plan.others.map((port) =>
        `nats-route://route:${encodeURIComponent(plan.credentials.routes)}@${plan.host}:${port}`
      ),
    )
  }
${tlsLines(plan, true)}
}`;

/** Nothing in it is optional in production: `sync_interval: always` is what acknowledged means. */
export function natsConfiguration(plan: NatsServerPlan): string {
  const websocket = plan.websocketPort === undefined
    ? ""
    : `websocket: { listen: ${quoted(`${plan.host}:${plan.websocketPort}`)}, no_tls: true }`;
  return `server_name: ${quoted(plan.name)}
listen: ${quoted(`${plan.host}:${plan.port}`)}
http: ${quoted(`${plan.host}:${plan.monitorPort}`)}
max_payload: 1MB
max_pending: 64MB
write_deadline: "5s"
ping_interval: "20s"
lame_duck_duration: "30s"
lame_duck_grace_period: "2s"
${websocket}
jetstream: {
  store_dir: ${quoted(plan.folder)}
  sync_interval: always
  max_mem: 256MB
  max_file: 64GB
}
${tlsLines(plan, false)}
${cluster(plan)}
system_account: SYS
${accounts(plan)}
`;
}
