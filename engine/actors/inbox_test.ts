import assert from "node:assert/strict";
import type { Command } from "../contract/wire/commands.ts";
import { refusal } from "../contract/wire/refusals.ts";
import * as core from "../core/mod.ts";
import {
  agentRecord,
  command,
  opening,
  PARTITION,
  WORKSPACE,
} from "../../tests/support/virtual/company.ts";
import { createVirtualClock, createVirtualRandom } from "../../tests/support/virtual/simulation.ts";
import { createStage } from "../../tests/support/virtual/stage.ts";
import { createAlarms } from "./alarms.ts";
import { createArena } from "./arena.ts";
import { createConfigurations } from "./configurations.ts";
import { INBOX_WAIT_MAX_MS } from "./inbox_waits.ts";
import { createPartition, type Partition } from "./partition.ts";

/** A partition with an inbox beside it, whose ring is full, or whose core is busy, when told. */
async function open() {
  const stage = createStage(4);
  await stage.employ({ lin: agentRecord(2, ["presale"]) });
  stage.process.kill();
  const { simulation, disk } = stage;
  const ring = { full: false, busy: (_workspace: string) => false };
  const clock = createVirtualClock(simulation, ring);
  const partition = createPartition(
    {
      core: {
        ...core,
        ringIsFull: () => ring.full,
        decide: (state, command, now) =>
          ring.busy(command.workspace)
            ? { ok: false, error: refusal("busy") }
            : core.decide(state, command, now),
      },
      clock,
      random: createVirtualRandom(simulation),
      alarms: createAlarms(clock),
      arena: createArena(),
      configurations: createConfigurations(disk.documents),
      owner: "second",
      onFeed() {},
      onDeadLetter() {},
      onAlarm() {},
    },
    PARTITION,
    () => {
      const store = { journal: stage.journal.open(ring), snapshots: disk.snapshots(PARTITION) };
      return Promise.resolve(store);
    },
  );
  await simulation.until(() => partition.inbox() !== undefined);
  return { stage, partition, ring };
}

function give(partition: Partition, nonce: string, ...sequences: number[]): boolean[] {
  const decided: boolean[] = [];
  for (const sequence of sequences) {
    const command = { ...opening(`c${sequence}`), by: "integration:erp" as const };
    partition.submitInbox({ sequence, nonce, command }, (done) => decided.push(done));
  }
  return decided;
}

Deno.test("inbox - load refuses nothing: while the ring is full the reader waits, in order", async () => {
  const { stage, partition, ring } = await open();
  const { nonce } = partition.inbox()!;
  ring.full = true;
  const first = give(partition, nonce, 1);
  ring.full = false;
  const second = give(partition, nonce, 2);
  await stage.simulation.pass(100);
  assert.deepEqual([first, second], [[false], [false]], "2 is not decided before 1");
  ring.full = true;
  assert.equal(partition.inbox(), undefined, "nothing is to be given now");
  ring.full = false;
  const place = partition.inbox()!;
  assert.equal(place.sequence, 0);
  assert.notEqual(place.nonce, nonce);
  assert.deepEqual(give(partition, place.nonce, 1, 2), []);
  await stage.simulation.pass(100);
  const opened = stage.events().filter(({ type }) => type === "conversation.opened");
  assert.deepEqual(opened.map((of) => "conversation" in of && of.conversation), ["c1", "c2"]);
  assert.deepEqual(stage.batches().flatMap(({ refused }) => refused), []);
});

Deno.test("inbox - what the core has no room for waits and is decided later, in order", async () => {
  const { stage, partition, ring } = await open();
  const { nonce } = partition.inbox()!;
  ring.busy = () => true;
  assert.deepEqual(give(partition, nonce, 1, 2), [false, false]);
  assert.equal(partition.inbox(), undefined, "not asked again at once");
  ring.busy = () => false;
  await stage.simulation.pass(500);
  const place = partition.inbox()!;
  assert.equal(place.sequence, 0);
  give(partition, place.nonce, 1, 2);
  await stage.simulation.pass(100);
  const opened = stage.events().filter(({ type }) => type === "conversation.opened");
  assert.deepEqual(opened.map((of) => "conversation" in of && of.conversation), ["c1", "c2"]);
  assert.deepEqual(stage.batches().flatMap(({ refused }) => refused), []);
});

Deno.test("inbox - one company's full line holds up the others for ten seconds at most", async () => {
  const { stage, partition, ring } = await open();
  const [published] = stage.events().flatMap((event) =>
    event.type === "config.published" ? [event] : []
  );
  const { hash } = published;
  const publish = command("config.publish", "p", "admin:admin", { hash });
  partition.submit({ ...publish, workspace: "elsewhere" }, () => {});
  const inbox = [1, 2, 3, 4].map((sequence) => {
    const workspace = sequence === 4 ? "elsewhere" : WORKSPACE;
    return { sequence, command: { ...opening(`c${sequence}`), workspace, by: "integration:erp" } };
  });
  const reader = async (untilMs: number) => {
    for (let passed = 0; passed < untilMs; passed += 100) {
      const place = partition.inbox();
      const rest = inbox.filter(({ sequence }) => sequence > (place?.sequence ?? 0));
      if (place !== undefined && rest.length > 0) {
        for (const { sequence, command } of rest) {
          const letter = { sequence, nonce: place.nonce, command: command as Command };
          partition.submitInbox(letter, () => {});
        }
      }
      await stage.simulation.pass(100);
    }
  };
  const refused = () => stage.batches().flatMap((batch) => batch.refused);
  ring.busy = (workspace) => workspace === WORKSPACE;
  await reader(INBOX_WAIT_MAX_MS - 1_000);
  assert.deepEqual(refused(), [], "a few people served may make room");
  await reader(2_000);
  assert.deepEqual(refused(), [[1, "busy"], [2, "busy"], [3, "busy"]]);
  const openedIn = (workspace: string) =>
    stage.events().filter((event) =>
      event.type === "conversation.opened" && event.workspace === workspace
    ).length;
  assert.deepEqual([openedIn(WORKSPACE), openedIn("elsewhere")], [0, 1]);

  inbox.push({ sequence: 5, command: { ...inbox[0].command, id: "again" } });
  ring.busy = () => false;
  await reader(1_000);
  assert.equal(openedIn(WORKSPACE), 1, "given again it is decided");
});
