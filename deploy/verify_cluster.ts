/** `deno task verify --cluster FOLDER`: the promises, judged on a running cluster's journal. */
import type { JournalEntry } from "../engine/contract/batch.ts";
import { createClock } from "../engine/local/clock.ts";
import { connectNats, openNats } from "../engine/nats/mod.ts";
import { openPostgres } from "../engine/postgres/connection.ts";
import type { HistoryRecord } from "../engine/promises/history.ts";
import { compareWithFold } from "../engine/records/compare.ts";
import { DATABASE } from "./cluster/parts.ts";
import { readPlace } from "./cluster/place.ts";
import { clusterPorts } from "./cluster/ports.ts";
import { judgeJournals } from "./judge_journals.ts";

const CAUGHT_UP_MS_MAX = 120_000;

type Say = (line: string) => void;

/** Resolves to how much was broken. */
export async function verifyCluster(
  folder: string,
  workspace: string,
  history: HistoryRecord[],
  say: Say,
): Promise<number> {
  const { partsPort } = await readPlace(folder);
  const secrets = JSON.parse(await Deno.readTextFile(`${folder}/secrets.json`));
  const nats = await connectNats({
    url: `tls://operator:${secrets.nats.operator}@127.0.0.1:${partsPort}`,
    name: "verify",
    inboxPrefix: "_INBOX",
    tls: { caFile: `${folder}/tls/ca.pem` },
  });
  const parts = openNats(nats, createClock());
  const postgres = clusterPorts(partsPort).postgres;
  const url = `postgres://owner:${secrets.postgres.owner}@127.0.0.1:${postgres}/${DATABASE}`;
  const database = openPostgres({ url, name: "verify" });
  const all: JournalEntry[] = [];
  const broken = await judgeJournals(parts, {
    histories: new Map([[workspace, history]]),
    say,
    onEntry: (entry) => all.push(entry),
  });
  await caughtUp(database, all);
  const comparison = await compareWithFold(database, "fold", all, parts.keys);
  say(`P7: ${comparison.judged} judged, ${comparison.differences} broken`);
  for (const one of comparison.first) say(`  ${JSON.stringify(one)}`);
  parts.close();
  await Promise.all([nats.close(), database.close()]);
  return broken + comparison.differences;
}

/** The records hold what was read; what came since would differ, so the desk should be at rest. */
async function caughtUp(
  database: ReturnType<typeof openPostgres>,
  all: readonly JournalEntry[],
): Promise<void> {
  const last = new Map(all.map(({ batch, sequence }) => [batch.partition, sequence]));
  const until = performance.now() + CAUGHT_UP_MS_MAX;
  for (;;) {
    const rows = await database.query<{ partition: number; sequence: number }>(
      "select partition, sequence from fold.applied",
    );
    const applied = new Map(rows.map((row) => [row.partition, row.sequence]));
    const behind = [...last].filter(([one, sequence]) => (applied.get(one) ?? 0) < sequence);
    if (behind.length === 0) return;
    if (performance.now() > until) {
      throw new Error(`the records of ${behind[0][0]} do not catch up`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
