/**
 * An engine process of a cluster: NATS in place of a folder, as many of these as wanted. The place
 * where the engine's parts on NATS meet; `deploy/embedded.ts` is the other one.
 */
import type { NatsConnection } from "@nats-io/transport-node";
import { createClock } from "./local/clock.ts";
import { createRandom } from "./local/random.ts";
import { type Member, startMember } from "./member.ts";
import { memberHealth } from "./member_health.ts";
import { noteMark } from "./nats/boot/backwards.ts";
import { checkBoot } from "./nats/boot/check.ts";
import { sendDeadLetter } from "./nats/dead_letters.ts";
import { createDoors } from "./nats/doors.ts";
import { createNatsExplainer } from "./nats/explain/explainer.ts";
import { joinCluster } from "./nats/levels/levels.ts";
import { openLeases } from "./nats/leases.ts";
import { openNats } from "./nats/mod.ts";
import { openNeighbours } from "./nats/neighbours.ts";
import { runProcess, type Work } from "./nats/process.ts";
import { serveSimulations } from "./nats/simulations/engine_side.ts";
import { createPlacement, ENGINE_HELP, type EngineOptions } from "./options.ts";

/** How far the journal has come is noted so often; what a restore may lack is at most that. */
const MARK_EVERY_MS = 10_000;

async function begin(
  nats: NatsConnection,
  options: EngineOptions,
  report: (sentence: string) => void,
): Promise<Work> {
  await checkBoot(nats, report);
  const clock = createClock();
  const parts = openNats(nats, clock);
  const joined = await joinCluster(nats, parts.publisher, "engine", options.name);
  const marking = setInterval(() => {
    noteMark(nats, parts.publisher).catch(() => {}); // no leader now: the next one notes it
  }, MARK_EVERY_MS);
  const placement = createPlacement(options.placement);
  const neighbours = openNeighbours(nats, options.name);
  const simulations = serveSimulations(nats, options.nats);
  const doors = createDoors(nats, options.name, parts.keys, () => member, simulations);
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
    doors,
    explain: createNatsExplainer(options.nats, placement.of, report),
    soon: queueMicrotask,
    level: joined.level,
    onFeed: doors.feed,
    onSignal: doors.signal,
    onDeadLetter(letter) {
      const { cause, reason, partition } = letter;
      report(`dead letter of partition ${partition}: ${cause}: ${reason}`);
      sendDeadLetter(parts.publisher, parts.keys, letter).catch(() => {}); // told above
    },
    onAlarm: ({ kind, message }) => report(`alarm: ${kind}: ${message}`),
  });

  const stop = async () => {
    clearInterval(marking);
    await member.leave();
    await joined.leave();
    neighbours.close();
    doors.stop();
    parts.close();
  };
  return { health: memberHealth(member), stop };
}

if (import.meta.main) await runProcess("engine", ENGINE_HELP, begin);
