/**
 * An engine process of a cluster: NATS in place of a folder, as many of these as wanted. The place
 * where the engine's parts on NATS meet; `deploy/embedded.ts` is the other one.
 */
import { createClock } from "./local/clock.ts";
import { createRandom } from "./local/random.ts";
import { type Member, startMember } from "./member.ts";
import { type IntegratorSide, serveIntegrators } from "./nats/integrators/serve.ts";
import { openLeases } from "./nats/leases.ts";
import { connectNats, type EngineSide, openNats, serveGateways } from "./nats/mod.ts";
import { openNeighbours } from "./nats/neighbours.ts";
import { serveService } from "./nats/service.ts";
import { createPlacement, ENGINE_HELP, type EngineOptions, engineOptions } from "./options.ts";
import { serveHealth } from "./health.ts";

const report = (sentence: string): void =>
  console.error(JSON.stringify({ at: new Date().toISOString(), sentence }));

async function run(options: EngineOptions): Promise<void> {
  const clock = createClock();
  const nats = await connectNats({ ...options.nats, report });
  const parts = openNats(nats, clock);
  const placement = createPlacement(options.placement);
  const neighbours = openNeighbours(nats, options.name);
  const member: Member = startMember({
    name: options.name,
    partitions: placement.partitions,
    placement: placement.of,
    open: (partition) =>
      Promise.resolve({
        journal: parts.journal(partition),
        snapshots: parts.snapshots(partition),
      }),
    documents: parts.documents,
    clock,
    random: createRandom(),
    leases: openLeases(nats, parts.publisher),
    neighbours,
    doors: {
      open(partition) {
        side.open(partition);
        integrators.open(partition);
      },
      close(partition) {
        side.close(partition);
        integrators.close(partition);
      },
    },
    onFeed: (message) => side.feed(message),
    onSignal: (signal) => side.signal(signal),
    onDeadLetter: ({ cause, reason, partition }) =>
      report(`dead letter of partition ${partition}: ${cause}: ${reason}`),
    onAlarm: ({ kind, message }) => report(`alarm: ${kind}: ${message}`),
  });
  const side: EngineSide = serveGateways(nats, member.door);
  const integrators: IntegratorSide = serveIntegrators(nats, member.door, parts.keys);
  const endService = serveService(nats, options.name, integrators.stats);
  const health = serveHealth(options.port, member, nats);
  console.log(`engine ${options.name} is up`);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await member.leave();
    neighbours.close();
    side.stop();
    integrators.stop();
    endService();
    parts.close();
    await health?.shutdown();
    await nats.drain().catch(() => {}); // a connection that is gone has nothing to drain
    Deno.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(signal, stop);
  const cause = await nats.closed();
  if (!stopping) {
    report(`NATS closed the connection for good: ${cause?.message ?? "no reason given"}`);
    Deno.exit(1);
  }
}

if (Deno.args.includes("--help")) console.log(ENGINE_HELP);
else {
  try {
    await run(engineOptions((name) => Deno.env.get(name)));
  } catch (cause) {
    console.error((cause as Error).message);
    Deno.exit(1);
  }
}
