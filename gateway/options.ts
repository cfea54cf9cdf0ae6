import type { Bots } from "../engine/contract/ports/bots.ts";
import type { BrowsingPlace } from "../engine/contract/ports/browsing.ts";
import type { Bus } from "../engine/contract/ports/bus.ts";
import type { Database } from "../engine/contract/ports/database.ts";
import type { Files } from "../engine/contract/ports/files.ts";
import type { Keys } from "../engine/contract/ports/keys.ts";
import type { ReadingRecords } from "../engine/contract/ports/reading_records.ts";
import type { Simulations } from "../engine/contract/ports/simulations.ts";
import type { StaffingCalculator } from "../engine/contract/ports/staffing.ts";
import type { Shared } from "../engine/contract/ports/shared.ts";
import type { Words } from "../engine/contract/wire/configuration.ts";

/** Time from outside: `wall` epoch ms, `monotonic` ms that never jumps. */
export interface GatewayClock {
  wall(): number;
  monotonic(): number;
}

/** A line of the log: an event word and numbers, codes and ids; never texts, names or tokens. */
export interface LogLine {
  level: "info" | "warn" | "error";
  event: string;
  [field: string]: string | number | boolean | undefined;
}

export interface GatewaySettings {
  /** Address to listen on, e.g. `127.0.0.1`. */
  host: string;
  /** Port of pages, interface and sockets; 0 picks a free one. */
  port: number;
  /** Port of the second origin, which serves what people uploaded; 0 picks a free one. */
  filesPort: number;
  /** Other gateways of this machine open the same two ports; the system spreads connections. */
  sharedPorts?: boolean;
  /** A further port that is this gateway's alone, for its health and metrics. */
  ownPort?: number;
  /** Origin that browsers see, when a proxy stands before the gateway. */
  origin?: string;
  filesOrigin?: string;
  /** True when browsers reach the gateway over TLS: cookies get `Secure` and the `__Host-` name. */
  secure: boolean;
  /** At least 32 random bytes, base64url, kept for good: signs tokens and links, derives ids. */
  secret: string;
  /** Addresses whose `X-Forwarded-For` is believed. */
  trustedProxies: string[];
  /** Addresses beside this machine's that may read `/metrics` and which part is not ready. */
  operators?: string[];
  /** The workspaces this gateway serves; a route is looked for in this order. */
  workspaces: { id: string; name: Words }[];
}

/** Everything a gateway is made of; composition roots hand in the adapters. */
export interface GatewayParts {
  /** Id token of this gateway; its silence lapses it, so it is unique among running ones. */
  name: string;
  bus: Bus;
  database: Database;
  reading: ReadingRecords;
  keys: Keys;
  files: Files;
  /** Bots that are programs of their own; without it only those of kind `faq` answer. */
  bots?: Bots;
  /** What gateways tell each other; without it this gateway is the only one. */
  shared?: Shared;
  /** Who is browsing, as all gateways know it; without it as this one does. */
  browsing?: BrowsingPlace;
  /** What-if beside the desk; without it the interface says `unavailable`. */
  simulations?: Simulations;
  /** Closed forms of waiting lines; without it the interface says `unavailable`. */
  staffing?: StaffingCalculator;
  settings: GatewaySettings;
  /** Folder with the built pages (`desk/`, `widget/`, `widget.js`, `browsing.js`, `shop/`). */
  staticFolder: string;
  clock: GatewayClock;
  onLog(line: LogLine): void;
  /** Further parts for `/readyz`: a name, and a sentence when it does not answer. */
  ready?: () => Promise<Record<string, string | undefined>>;
  /** Companies that are stopped while the others go on: `/readyz` names them and stays ready. */
  stopped?: () => string[];
  /** Further lines for `/metrics`, by metric name. */
  gauges?: () => Record<string, number>;
}

export interface RunningGateway {
  /** E.g. `http://127.0.0.1:8787` and the origin of files. */
  addresses: { desk: string; files: string };
  /** Closes sockets with 1013 and the doors; resolves when nothing is left running. */
  stop(): Promise<void>;
  gauges(): Record<string, number>;
}
