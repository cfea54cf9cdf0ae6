import type { EngineGauges, PartitionGauges } from "./mod.ts";

/**
 * The names at `/metrics` for what an engine says of itself: one table for an engine process of a
 * cluster and for the engine within the embedded desk. Dashboards and the bench read these names.
 */
const PARTITION: Record<string, (gauges: PartitionGauges) => number | undefined> = {
  partition_epoch: ({ epoch }) => epoch,
  partition_sequence: ({ sequence }) => sequence,
  partition_commands: ({ commands }) => commands,
  partition_repeats: ({ repeats }) => repeats,
  partition_refused_at_door: ({ refusedAtDoor }) => refusedAtDoor,
  partition_dead_letters: ({ deadLetters }) => deadLetters,
  partition_quarantined: ({ quarantined }) => quarantined,
  partition_stopped_workspaces: ({ stopped }) => stopped.length,
  partition_append_retries: ({ appendRetries }) => appendRetries,
  partition_appends_in_flight: ({ appendsInFlight }) => appendsInFlight,
  partition_reloads: ({ reloads }) => reloads,
  partition_taken_warm: ({ takenWarm }) => takenWarm,
  partition_take_ms: ({ takeMs }) => takeMs,
  partition_mailbox_depth: ({ mailboxDepth }) => mailboxDepth,
  partition_mailbox_depth_max: ({ mailboxDepthMax }) => mailboxDepthMax,
  partition_mailbox_bytes: ({ mailboxBytes }) => mailboxBytes,
  partition_held: ({ held }) => held,
  partition_filling_bytes: ({ fillingBytes }) => fillingBytes,
  partition_journal_fill: ({ journalFill }) => journalFill,
  partition_clock_difference_ms: ({ clockDifferenceMs }) => clockDifferenceMs,
  partition_tail_conversations: ({ tailConversations }) => tailConversations,
  partition_conversations: ({ core }) => core?.conversations,
  partition_waiting: ({ core }) => core?.waiting,
};

/** Workspaces that crashed too often and are refused everything: `/readyz` names them. */
export const stoppedWorkspaces = (
  { partitions }: Pick<EngineGauges, "partitions">,
): string[] => partitions.flatMap(({ stopped }) => stopped);

/** Flat metrics without the prefix `tidegate_`; those of a partition are labelled with it. */
export function engineMetrics(
  { loopDelayMs, tailBytes, feedDrops, partitions }:
    & Omit<EngineGauges, "feedDrops">
    & Partial<Pick<EngineGauges, "feedDrops">>,
): Record<string, number> {
  const metrics: Record<string, number> = {
    engine_loop_delay_last_ms: loopDelayMs.lastMs,
    engine_loop_delay_max_ms: loopDelayMs.maxMs,
    engine_tail_bytes: tailBytes,
    engine_partitions: partitions.length,
    ...(feedDrops !== undefined && { engine_feed_drops: feedDrops }),
  };
  for (const gauges of partitions) {
    for (const [name, read] of Object.entries(PARTITION)) {
      const value = read(gauges);
      if (value !== undefined) metrics[`${name}{partition="${gauges.partition}"}`] = value;
    }
  }
  return metrics;
}
