/**
 * The archiver: snapshots of every partition, whole days in the archive, and the only process that
 * may drop journal. One is enough; while none runs, nothing is dropped and starts take longer.
 */
import { createConfigurations } from "../../actors/configurations.ts";
import { createClock } from "../../local/clock.ts";
import { createPlacement } from "../../options.ts";
import { joinCluster } from "../levels/levels.ts";
import { openNats } from "../mod.ts";
import { runProcess } from "../process.ts";
import { keep, type Kept } from "./keep.ts";
import { openArchive } from "./pieces.ts";
import { relayedThrough, retain } from "./retention.ts";

const HELP = `deno run -A engine/nats/archive/main.ts
Makes snapshots, archives days that are over, drops journal that is older than JOURNAL_DAYS (35) and
lies everywhere else. Settings as for engine/main.ts.`;

const TICK_MS = 5_000;
const RETAIN_EVERY_MS = 60_000;
const DAY_MS = 86_400_000;
const JOURNAL_DAYS = 35;

if (import.meta.main) {
  await runProcess("archiver", HELP, async (nats, options, report) => {
    const clock = createClock();
    const parts = openNats(nats, clock);
    const joined = await joinCluster(nats, parts.publisher, "archiver", options.name);
    const configurations = createConfigurations(parts.documents);
    const { partitions } = createPlacement(options.placement);
    const journalDays = Number(Deno.env.get("JOURNAL_DAYS") ?? JOURNAL_DAYS);
    const kept = new Map<number, Kept>();
    for (const partition of partitions) {
      const archive = openArchive(nats, partition);
      const journal = parts.journal(partition);
      const snapshots = parts.snapshots(partition);
      const of = { partition, nats, archive, journal, snapshots, configurations, clock, report };
      kept.set(partition, await keep({ ...of, journalDays, level: joined.level }));
    }
    let ticking: Promise<void> | undefined;
    let retainedAt = clock.monotonic();

    async function tick(): Promise<void> {
      for (const one of kept.values()) await one.tick();
      if (clock.monotonic() - retainedAt < RETAIN_EVERY_MS) return;
      retainedAt = clock.monotonic();
      const relayed = await relayedThrough(nats);
      for (const [partition, one] of kept) {
        const inbox = one.inboxThrough(relayed);
        const reached = { partition, ...one.progress(), inbox };
        const held = await retain(nats, reached, clock.wall() - journalDays * DAY_MS);
        if (held !== undefined) report(held);
      }
    }

    const timer = setInterval(() => {
      ticking ??= tick().catch((error) => report(`archiver: ${error.message}`))
        .finally(() => ticking = undefined);
    }, TICK_MS);
    const figures = () => [...kept].map(([partition, one]) => ({ partition, ...one.progress() }));
    return {
      health: {
        wrong: () => [],
        figures,
        metrics: () =>
          Object.fromEntries(
            figures().flatMap(({ partition, snapshot, archived }) => [
              [`snapshot_sequence{partition="${partition}"}`, snapshot],
              [`archived_sequence{partition="${partition}"}`, archived],
            ]),
          ),
      },
      async stop() {
        clearInterval(timer);
        await ticking;
        for (const one of kept.values()) one.stop();
        await joined.leave();
        parts.close();
      },
    };
  });
}
