/** The records on a real PostgreSQL: the same tests as on PGlite, and what only a server can do. */
import assert from "node:assert/strict";
import type { JournalEntry } from "../../engine/contract/batch.ts";
import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import { openPostgres } from "../../engine/postgres/connection.ts";
import { grants, prepareDatabase } from "../../engine/postgres/prepare.ts";
import { postgresProgress } from "../../engine/postgres/progress.ts";
import { startProjecting } from "../../engine/postgres/projecting.ts";
import { compareWithFold } from "../../engine/records/compare.ts";
import { createStory, type Story, tellRandomly } from "../../engine/records/fold/story.ts";
import { FOLD_MIGRATIONS, migrationsIn } from "../../engine/records/migrations.ts";
import { readingRecords } from "../../engine/records/reading/reading.ts";
import { rebuild } from "../../engine/records/rebuild.ts";
import { tell } from "../faults/told.ts";
import { until } from "../support/until.ts";
import { throwAwayPostgres } from "../support/postgres.ts";

const PARTITION = 22;
const postgres = await throwAwayPostgres();
const passwords = { tidegate_gateway: "it's a \\ secret", tidegate_projector: "another" };
const owner = openPostgres({ url: postgres.url(), name: "owner" });

const as = (role: keyof typeof passwords) => {
  const url = new URL(postgres.url());
  url.username = role;
  url.password = encodeURIComponent(passwords[role]);
  return openPostgres({ url: url.href, name: role, rebuildable: role === "tidegate_projector" });
};

/** Entries as the journal hands them on: what is told later follows. */
function sourceOf(story: Story) {
  return {
    partition: PARTITION,
    durable: () => story.entries.length,
    follow(after: number, receive: (entry: JournalEntry) => Promise<void>) {
      let stopped = false;
      const done = (async () => {
        for (let at = after; !stopped;) {
          if (at < story.entries.length) await receive(story.entries[at++]);
          else await new Promise((resolve) => setTimeout(resolve, 5));
        }
      })();
      const stop = () => {
        stopped = true;
        return done;
      };
      return { stop, done };
    },
  };
}

const compared = (story: Story) => compareWithFold(owner, "fold", story.entries, story.keys);

Deno.test("records on PostgreSQL - every test of the records passes there too", async () => {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "-q", "engine/records"],
    cwd: new URL("../../", import.meta.url),
    env: { TIDEGATE_TEST_POSTGRES: postgres.url(), NO_COLOR: "1" },
    stderr: "null",
  }).output();
  const said = new TextDecoder().decode(stdout);
  assert.ok(success, said.slice(-2_000));
  assert.ok(Number(said.match(/(\d+) passed/)?.[1]) >= 25, said.slice(-200));
});

Deno.test("records on PostgreSQL - each role may do its own work and nothing else", async () => {
  assert.ok((await prepareDatabase(owner, passwords, 1)).length > 6);
  assert.deepEqual(await prepareDatabase(owner, passwords, 2), []);
  const [gateway, projector] = [as("tidegate_gateway"), as("tidegate_projector")];
  const denied = { code: "42501" };
  const audit = "insert into desk.audit (at, workspace, author, action) values (1, 'd', 'a', 'b')";
  await gateway.query(audit);
  assert.equal((await gateway.query("select * from fold.conversations")).length, 0);
  await assert.rejects(gateway.query("update desk.audit set author = 'x'"), denied);
  await assert.rejects(gateway.query("delete from desk.audit"), denied);
  await assert.rejects(gateway.query("delete from fold.conversations"), denied);
  await assert.rejects(gateway.query("create table fold.mine (id text)"), denied);
  await assert.rejects(gateway.query("create table public.mine (id text)"), denied);
  await assert.rejects(projector.query("select * from desk.accounts"), denied);
  await assert.rejects(projector.query("delete from fold.migrations"), denied);
  await Promise.all([gateway.close(), projector.close()]);
});

Deno.test("projecting - one writes, one stands by, and PostgreSQL may crash under both", async () => {
  const story = createStory("demo", PARTITION);
  tellRandomly(story, 3, 400);
  const reports: string[] = [];
  const start = () => {
    const database = as("tidegate_projector");
    const projecting = startProjecting({
      database,
      keys: story.keys,
      partitions: [PARTITION],
      source: () => sourceOf(story),
      wall: Date.now,
      report: (sentence) => reports.push(sentence),
    });
    return { ...projecting, end: () => projecting.stop().then(() => database.close()) };
  };
  const applied = async () => {
    const [row] = await owner.query<{ sequence: number }>("select sequence from fold.applied");
    return row?.sequence === story.entries.length;
  };
  const first = start();
  await until("the first one writes", () => first.active());
  const second = start();
  await until("all is applied", applied);
  assert.equal(second.active(), false);

  tellRandomly(story, 4, 2_000);
  const begun = performance.now();
  postgres.server().child.kill("SIGKILL");
  const away = await owner.query("select 1").catch((error) => error);
  assert.ok(away instanceof DatabaseUnavailable || Array.isArray(away), String(away));
  await postgres.restart();
  await until("all is applied after the crash", () => applied().catch(() => false));
  const recoveryMs = Math.round(performance.now() - begun);
  assert.match(reports.join("\n"), /could not be written|lock is lost/);

  const [active, idle] = first.active() ? [first, second] : [second, first];
  tellRandomly(story, 5, 200);
  await active.end();
  await until("the other one takes over", () => idle.active());
  await until("all is applied by the other one", applied);
  const { first: differences, judged } = await compared(story);
  assert.deepEqual(differences, []);
  assert.ok(judged > 2_000, `${judged} rows judged`);
  tell({
    injected: "kill -9 of PostgreSQL under two projectors, then the active one stops",
    seen: "all is applied once, and the other one takes over",
    recoveryMs,
    judged: { P7: judged },
  });

  const gateway = as("tidegate_gateway");
  const progress = postgresProgress(gateway, Date.now);
  const reading = readingRecords(gateway, progress);
  const seq = story.entries.at(-1)!.batch.events.at(-1)!.seq;
  assert.equal(await reading.reached("demo", seq, 5_000), true);
  assert.equal(await reading.reached("demo", seq + 1, 100), false);

  const read = async function* (from: number) {
    yield* story.entries.slice(from - 1);
  };
  await idle.end();
  const migrations = await migrationsIn(FOLD_MIGRATIONS);
  const sources = [{ partition: PARTITION, read }];
  await owner.query("update fold.conversations set agent = 'someone'");
  assert.ok((await compared(story)).differences > 0);
  const { keys } = story;
  await rebuild({ database: owner, keys, migrations, sources, at: 3, afterSwap: grants() });
  assert.equal((await compared(story)).differences, 0);
  assert.ok((await reading.conversationsOfVisitor("demo", "v1", 10)).length > 0);
  progress.stop();
  await gateway.close();
});

Deno.test("records on PostgreSQL - a statement that takes too long is ended and says not now", async () => {
  const slow = openPostgres({ url: postgres.url(), name: "slow", statementMsMax: 100 });
  await assert.rejects(slow.query("select pg_sleep(5)"), DatabaseUnavailable);
  assert.deepEqual(await slow.query("select 1 as one"), [{ one: 1 }]);
  await slow.close();
  await assert.rejects(slow.query("select 1"), DatabaseUnavailable);
  await owner.close();
  await postgres.end();
});
