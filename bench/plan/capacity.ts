import type { Stretch } from "./story.ts";

/**
 * What an installation takes for a campaign, from the measured cost of one conversation. Every
 * assumption stands here by name and is printed with the answer.
 */
export interface Costs {
  /** CPU of one story of `bench cost`: session, open with a message, answer, close. */
  cpuMs: number;
  /** The records' part of it. */
  recordsMs: number;
}

export const ASSUMED = {
  /** Accepted commands of one story of `bench cost`. */
  commandsMeasured: 3,
  /** Processes are planned at so much of a core, so that a burst finds room. */
  use: 0.6,
  /** Of what is not the records': deciding, journal and follower; the rest is the gateway's. */
  engineShare: 0.4,
  /** Memory of one socket with its session. */
  socketKb: 60,
  /** Memory of a process at rest. */
  restMb: 300,
  socketsPerGateway: 10_000,
} as const;

export interface Capacity {
  opensPerSecond: number;
  socketsAtOnce: number;
  /** Cores that the engine of this one company takes; above 1 it has to be several companies. */
  engineCores: number;
  engines: number;
  gateways: number;
  gatewayMb: number;
  databaseCores: number;
}

export interface Load {
  shape: readonly Stretch[];
  agents: number;
  /** Accepted commands of one conversation: its open, its messages, its close. */
  commands: number;
  /** How long a visitor's socket stays open. */
  stayMs: number;
}

export function capacityOf({ shape, agents, commands, stayMs }: Load, costs: Costs): Capacity {
  const opensPerSecond = Math.max(...shape.map(({ from, to }) => Math.max(from, to)));
  const scale = commands / ASSUMED.commandsMeasured;
  const coresOf = (ms: number) => opensPerSecond * ms * scale / 1_000 / ASSUMED.use;
  const rest = costs.cpuMs - costs.recordsMs;
  const engineCores = coresOf(rest * ASSUMED.engineShare);
  const socketsAtOnce = Math.ceil(Math.min(visitorsOf(shape), opensPerSecond * stayMs / 1_000)) +
    agents;
  const gateways = Math.max(
    processesFor(coresOf(rest * (1 - ASSUMED.engineShare))),
    Math.ceil(socketsAtOnce / ASSUMED.socketsPerGateway),
  );
  return {
    opensPerSecond,
    socketsAtOnce,
    engineCores,
    engines: processesFor(engineCores),
    gateways,
    gatewayMb: Math.ceil(ASSUMED.restMb + socketsAtOnce / gateways * ASSUMED.socketKb / 1_024),
    databaseCores: coresOf(costs.recordsMs),
  };
}

/** Rounding of products is no reason for one process more. */
const ROUNDING = 1e-9;
const processesFor = (cores: number): number => Math.ceil(cores - ROUNDING);

const visitorsOf = (shape: readonly Stretch[]): number =>
  shape.reduce((sum, { seconds, from, to }) => sum + seconds * (from + to) / 2, 0);
