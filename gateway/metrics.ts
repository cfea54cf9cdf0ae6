import { BUDGETS, LIMITS } from "./limits/limits.ts";

/** Counters and a latency histogram of the door; no ids in labels, so the number of lines is fixed. */
export interface Metrics {
  count(name: CounterName, label?: string, by?: number): void;
  observe(ms: number): void;
  text(gauges: Record<string, number>): string;
  values(): Record<string, number>;
}

const COUNTERS = {
  http_requests_total: "Answers by status class",
  refusals_total: "Refusals by code",
  frames_in_total: "Frames from browsers",
  frames_out_total: "Frames to browsers",
  socket_closes_total: "Sockets closed by the gateway, by code",
  detached_total: "Sessions detached because their reader stopped",
  resyncs_total: "Conversations replayed to a session",
  uploads_total: "Files stored",
  sign_ins_total: "Sign-ins by outcome",
} as const;
type CounterName = keyof typeof COUNTERS;

const BUCKETS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000];
/** Labels come from closed lists; the bound only guards against a mistake. */
const SERIES_MAX = 400;

export function createMetrics(): Metrics {
  const counters = new Map<string, number>();
  const buckets = new Array<number>(BUCKETS_MS.length + 1).fill(0);
  let observed = 0, sumMs = 0;
  return {
    count(name, label = "", by = 1) {
      const series = label ? `${name}{kind="${label}"}` : name;
      if (!counters.has(series) && counters.size >= SERIES_MAX) return;
      counters.set(series, (counters.get(series) ?? 0) + by);
    },
    observe(ms) {
      observed++;
      sumMs += ms;
      const at = BUCKETS_MS.findIndex((limit) => ms <= limit);
      buckets[at < 0 ? BUCKETS_MS.length : at]++;
    },
    values: () => Object.fromEntries(counters),
    text(gauges) {
      const lines: string[] = [];
      for (const [name, help] of Object.entries(COUNTERS)) {
        lines.push(`# HELP tidegate_${name} ${help}`, `# TYPE tidegate_${name} counter`);
        for (const [series, value] of counters) {
          if (series.split("{")[0] === name) lines.push(`tidegate_${series} ${value}`);
        }
      }
      lines.push("# TYPE tidegate_http_ms histogram");
      let sum = 0;
      BUCKETS_MS.forEach((limit, at) => {
        sum += buckets[at];
        lines.push(`tidegate_http_ms_bucket{le="${limit}"} ${sum}`);
      });
      lines.push(`tidegate_http_ms_bucket{le="+Inf"} ${observed}`);
      lines.push(`tidegate_http_ms_sum ${sumMs.toFixed(1)}`, `tidegate_http_ms_count ${observed}`);
      for (const [name, value] of Object.entries(gauges)) lines.push(`tidegate_${name} ${value}`);
      for (const [name, value] of Object.entries(LIMITS)) {
        lines.push(`tidegate_limit{name="${name}"} ${value}`);
      }
      for (const [name, budget] of Object.entries(BUDGETS)) {
        lines.push(`tidegate_budget_per_second{name="${name}"} ${budget.perSecond}`);
        lines.push(`tidegate_budget_burst{name="${name}"} ${budget.burst}`);
      }
      return lines.join("\n") + "\n";
    },
  };
}
