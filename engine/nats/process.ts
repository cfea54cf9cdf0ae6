import type { NatsConnection } from "@nats-io/transport-node";
import { type Health, serveHealth } from "../health.ts";
import { type EngineOptions, engineOptions } from "../options.ts";
import { connectNats } from "./connection.ts";

/** What a process does between its connection and its end. */
export interface Work {
  health: Health;
  stop(): Promise<void>;
}

export type Begin = (
  nats: NatsConnection,
  options: EngineOptions,
  report: (sentence: string) => void,
) => Promise<Work>;

const report = (sentence: string): void =>
  console.error(JSON.stringify({ at: new Date().toISOString(), sentence }));

/**
 * A process on NATS, from its settings to SIGTERM: connects, begins its work, serves its health,
 * stops in order. A connection that NATS ends for good ends the process, for its supervisor.
 */
export async function runProcess(role: string, help: string, begin: Begin): Promise<void> {
  if (Deno.args.includes("--help")) return console.log(help);
  try {
    const options = engineOptions((name) => Deno.env.get(name), role);
    const nats = await connectNats({ ...options.nats, report });
    const work = await begin(nats, options, report);
    const health = serveHealth(options.port, nats, work.health);
    console.log(`${role} ${options.name} is up`);
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      await work.stop();
      await health?.shutdown();
      await nats.drain().catch(() => {}); // a connection that is gone has nothing to drain
      Deno.exit(0);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
    const cause = await nats.closed();
    if (stopping) return;
    report(`NATS closed the connection for good: ${cause?.message ?? "no reason given"}`);
  } catch (cause) {
    console.error((cause as Error).message);
  }
  Deno.exit(1);
}
