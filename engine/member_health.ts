import type { Health } from "./health.ts";
import type { Member } from "./member.ts";

/** What an engine says of itself to operators. */
export function memberHealth(member: Member): Health {
  return {
    wrong: () =>
      member.partitions().filter(({ state }) => state !== "deciding")
        .map(({ partition, state, reason }) =>
          `partition ${partition} is ${state} ${reason ?? ""}`
        ),
    figures: () => ({ partitions: member.partitions(), gauges: member.gauges() }),
    metrics() {
      const { loopDelayMs, tailBytes, partitions } = member.gauges();
      const metrics: Record<string, number> = {
        partitions_owned: member.keeper.owned().length,
        loop_delay_ms_max: loopDelayMs.maxMs,
        tail_bytes: tailBytes,
      };
      for (const one of partitions) {
        const of = `{partition="${one.partition}"}`;
        metrics[`epoch${of}`] = one.epoch;
        metrics[`commands_total${of}`] = one.commands;
        metrics[`mailbox_depth${of}`] = one.mailboxDepth;
        metrics[`append_retries_total${of}`] = one.appendRetries;
        metrics[`reloads_total${of}`] = one.reloads;
        metrics[`taken_warm_total${of}`] = one.takenWarm;
        metrics[`take_ms${of}`] = one.takeMs;
        metrics[`journal_fill${of}`] = one.journalFill;
        metrics[`conversations_live${of}`] = one.tailConversations;
      }
      return metrics;
    },
  };
}
