import assert from "node:assert/strict";
import type { Database } from "../../../engine/contract/ports/database.ts";
import { openScratch } from "../../../engine/local/database/scratch.ts";
import { migrate } from "../../../engine/records/migrate.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "../../../engine/records/migrations.ts";
import { thirdTransfers } from "./queries.ts";

const database = await openScratch();
await migrate(database, "fold", await migrationsIn(FOLD_MIGRATIONS), 0);

/** A hundred conversations of a hundred lines, every tenth a transfer; the first ten are open. */
await database.query(
  `insert into fold.timeline (workspace, conversation, seq, at, author, type, visibility, recalled)
   select 'demo', 'c' || c, c * 1000 + line, line, 'system',
          case when line % 10 = 0 then 'conversation.transferred' else 'conversation.messaged' end,
          'all', false
     from generate_series(1, 100) c, generate_series(1, 100) line`,
);
await database.query(
  `insert into fold.assignments (workspace, seq, conversation, agent, group_id, at, ended_at)
   select 'demo', c * 1000, 'c' || c, 'lin', 'presale', 1, case when c > 10 then 2 end
     from generate_series(1, 100) c`,
);
await database.query("analyze fold.timeline");
await database.query("analyze fold.assignments");

Deno.test("transfers - the third of each open conversation is told, the latest first", async () => {
  const found = await thirdTransfers(database, "demo");
  assert.deepEqual(found.map(({ seq }) => seq), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map(thirdOf));
  assert.deepEqual(await thirdTransfers(database, "demo", "c7"), [
    { conversation: "c7", seq: thirdOf(7), at: 30, agent: "lin", threshold: "transfers" },
  ]);
  assert.deepEqual(await thirdTransfers(database, "demo", "c11"), []);
  assert.deepEqual(await thirdTransfers(database, "other"), []);
});

Deno.test("transfers - what else was said is never read for it, nor what is closed", async () => {
  let read = 0;
  const measuring: Database = {
    ...database,
    async query<Row>(text: string, parameters?: readonly unknown[]) {
      const rows = await database.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(
        `explain (analyze, format json) ${text}`,
        parameters,
      );
      read = readBy(rows[0]["QUERY PLAN"][0].Plan);
      return [] as Row[];
    },
  };
  await thirdTransfers(measuring, "demo");
  assert.equal(read, 30, "three transfers of ten open conversations");
});

const thirdOf = (conversation: number): number => conversation * 1_000 + 30;

interface Plan {
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

/** Lines of the timeline that a plan looked at. */
function readBy(plan: Plan): number {
  const each = plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0);
  const own = plan["Relation Name"] === "timeline" ? each * plan["Actual Loops"] : 0;
  return (plan.Plans ?? []).reduce((sum, one) => sum + readBy(one), own);
}
