/** Snapshots, archive and retention of a journal on NATS, and reading what was dropped from it. */
import assert from "node:assert/strict";
import { createConfigurations } from "../../engine/actors/configurations.ts";
import { keep } from "../../engine/nats/archive/keep.ts";
import { openArchive } from "../../engine/nats/archive/pieces.ts";
import { retain } from "../../engine/nats/archive/retention.ts";
import { openJournal } from "../../engine/nats/journal/journal.ts";
import { readMessage } from "../../engine/nats/stream_reads.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { employ, opening, PARTITION, saying } from "../support/virtual/company.ts";
import { contractCase } from "./contract_case.ts";
import { collect } from "./journal_suite.ts";
import { createTestClock } from "./test_clock.ts";

const DAY_MS = 86_400_000;
/** Ticks until the consumer has brought everything. */
const TICKS_MAX = 5_000;

const archived = (
  behaviour: string,
  body: (subject: Awaited<ReturnType<typeof startNatsEngine>>) => Promise<void>,
) =>
  contractCase(
    "archive",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    () => startNatsEngine([PARTITION]),
    body,
  );

archived(
  "what every keeper has may go from the journal, and is read as before",
  async (subject) => {
    const { nats, parts, bus } = subject;
    for (const command of await employ(bus, {})) assert.ok((await bus.command(command)).ok);
    for (const id of ["c1", "c2", "c3"]) {
      assert.ok((await bus.command(opening(id))).ok);
      assert.ok((await bus.command(saying(id, 1))).ok);
    }
    const journal = parts.journal(PARTITION);
    const before = await collect(journal.read(1));
    const tail = await journal.tail();
    const clock = createTestClock(Date.now() + DAY_MS);
    const reports: string[] = [];
    const snapshots = parts.snapshots(PARTITION);
    const kept = await keep({
      partition: PARTITION,
      nats,
      journal,
      snapshots,
      archive: openArchive(nats, PARTITION),
      configurations: createConfigurations(parts.documents),
      clock,
      journalDays: 7,
      report: (sentence) => reports.push(sentence),
    });
    clock.advance(60_000);
    for (let tick = 0; tick < TICKS_MAX && kept.progress().snapshot < tail.sequence; tick++) {
      await kept.tick();
    }
    assert.deepEqual(reports, []);
    assert.ok((await snapshots.list())[0].sequence >= tail.sequence);

    const reached = { partition: PARTITION, ...kept.progress(), inbox: 0 };
    const later = Date.now() + DAY_MS;
    assert.match(await retain(nats, reached, later) ?? "", /records did not get there/);
    assert.equal((await readMessage(nats, "TG_JOURNAL", { seq: 1 }))?.sequence, 1);
    await parts.publisher.publish(
      `$KV.TG_CLUSTER.records.${PARTITION}`,
      new TextEncoder().encode(String(tail.sequence)),
    );
    assert.equal(await retain(nats, reached, later), undefined);
    assert.equal(await readMessage(nats, "TG_JOURNAL", { seq: tail.sequence - 1 }), undefined);
    assert.deepEqual(await journal.tail(), tail);
    assert.deepEqual(await collect(journal.read(1)), before);
    assert.equal(await journal.first(), 1);
    kept.stop();
  },
);

archived(
  "what goes from the journal while older ones are read is read from the archive as well",
  async ({ nats, parts, bus }) => {
    for (const command of await employ(bus, {})) assert.ok((await bus.command(command)).ok);
    for (const id of ["c1", "c2", "c3"]) assert.ok((await bus.command(opening(id))).ok);
    const whole = await collect(parts.journal(PARTITION).read(1));
    const at = (part: number) => whole[Math.floor(whole.length * part)].sequence;
    const dropBefore = (seq: number) =>
      nats.request("$JS.API.STREAM.PURGE.TG_JOURNAL", JSON.stringify({ seq }));
    await dropBefore(at(0.3));
    let dropped = false;
    const journal = openJournal(nats, parts.publisher, PARTITION, {
      first: () => Promise.resolve(1),
      async *read(from, before) {
        if (!dropped) await dropBefore(at(0.7)); // the archiver's minute comes meanwhile
        dropped = true;
        yield* whole.filter(({ sequence }) => sequence >= from && sequence < before);
      },
    });
    assert.deepEqual(await collect(journal.read(1)), whole);
    assert.ok(dropped);
  },
);
