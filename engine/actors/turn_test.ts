import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as core from "../core/mod.ts";
import { agentRecord, command, opening, saying } from "../../tests/support/virtual/company.ts";
import { createStage, plantedCore } from "../../tests/support/virtual/stage.ts";
import { MAILBOX_COMMANDS_MAX } from "./mailbox.ts";
import { AGENDA_STEPS_PER_TURN } from "./turn.ts";

const admin = (agent: string, chats: number) =>
  command("roster.put", `roster-${agent}-${chats}`, "admin:admin", {
    agent,
    record: { ...agentRecord(chats, ["presale"]), windowCap: chats },
  });

Deno.test("turn - the agenda takes at most 200 steps; the rest comes before new commands", async () => {
  const log: string[] = [];
  const logging = plantedCore({
    decide(state, of, now) {
      log.push(of.id);
      return core.decide(state, of, now);
    },
    decideStep(state, step, now) {
      log.push("step");
      return core.decideStep(state, step, now);
    },
  });
  const stage = createStage(6, logging);
  await stage.employ({ lin: agentRecord(0, ["presale"]) });
  for (let n = 0; n < 500; n++) stage.send(opening(`c${n}`));
  await stage.simulation.pass(2_000);
  log.length = 0;
  stage.journal.faults.delayMs = [20, 20];
  const larger = stage.send(admin("lin", 450));
  const next = stage.send(saying("c499", 1));
  await stage.simulation.pass(10_000);
  assert.deepEqual([larger.reply?.ok, next.reply?.ok], [true, true], JSON.stringify(larger.reply));
  const steps = log.slice(0, log.indexOf("say-c499-1")).filter((entry) => entry === "step");
  assert.equal(log[0], "roster-lin-450");
  assert.ok(steps.length >= 450, `${steps.length} steps before the next command`);
  const withLeftovers = stage.batches().filter((batch) => batch.agenda.length > 0);
  assert.ok(withLeftovers.length >= 1, "a batch went out with steps left");
  for (const batch of stage.batches()) {
    const assigned = batch.events.filter((of) => of.type === "conversation.assigned").length;
    const turns = Math.ceil(assigned / AGENDA_STEPS_PER_TURN);
    assert.ok(turns <= 3);
  }
  const assigned = stage.events().filter((of) => of.type === "conversation.assigned");
  assert.equal(assigned.length, 450);
  assert.deepEqual(core.agenda(logging.state()), []);
});

Deno.test("turn - a restart in the middle of an agenda goes on where the journal left off", async () => {
  const stage = createStage(7);
  await stage.employ({ lin: agentRecord(0, ["presale"]) });
  for (let n = 0; n < 500; n++) stage.send(opening(`c${n}`));
  await stage.simulation.pass(2_000);
  stage.send(admin("lin", 450));
  const last = () => Buffer.from(stage.journal.entries.at(-1)!.encoded);
  await stage.simulation.until(() => last().includes(`"agenda":[{`));
  stage.process.kill();
  stage.start("second");
  await stage.simulation.until(stage.ready);
  await stage.simulation.pass(1_000);
  const assigned = stage.events().flatMap((of) =>
    of.type === "conversation.assigned" ? [of.conversation] : []
  );
  assert.equal(assigned.length, 450);
  assert.equal(new Set(assigned).size, 450);
  assert.deepEqual(stage.batches().at(-1)!.agenda, []);
});

Deno.test("turn - the mailbox never passes its bound, and lets in what it promises", async () => {
  const stage = createStage(8);
  await stage.employ({ lin: agentRecord(5, ["presale"]) });
  await stage.ask(opening("mine"));
  stage.journal.faults.requestLost = 1;
  const large = (n: number) => ({ ...saying("mine", n), sealed: `k.${"A".repeat(30_000)}` });
  for (let n = 0; n < 40; n++) stage.send(large(n) as ReturnType<typeof saying>);
  const depth = () => stage.process.engine.gauges().partitions[0].mailboxDepth;
  const opens = Array.from({ length: 11_000 }, (_, n) => stage.send(opening(`c${n}`)));
  assert.ok(depth() <= MAILBOX_COMMANDS_MAX * 0.5 + 1, `${depth()}`);
  const vips = Array.from(
    { length: 9_000 },
    (_, n) => stage.send(opening(`v${n}`, { route: "qishan-vip" })),
  );
  assert.ok(depth() > MAILBOX_COMMANDS_MAX * 0.89 && depth() <= MAILBOX_COMMANDS_MAX * 0.9 + 1);
  for (let n = 0; n < 3_000; n++) stage.send(saying("mine", `a${n}`, "agent:lin"));
  assert.ok(depth() <= MAILBOX_COMMANDS_MAX && depth() > MAILBOX_COMMANDS_MAX * 0.99);
  await stage.simulation.pass(0);
  const busy = (sent: typeof opens) =>
    sent.filter(({ reply }) => reply?.ok === false && reply.error.code === "busy").length;
  assert.ok(busy(opens) > 900 && busy(opens) < 1_200, `${busy(opens)} opens`);
  assert.ok(busy(vips) > 900 && busy(vips) < 1_200, `${busy(vips)} VIP opens`);
  const gauges = stage.process.engine.gauges().partitions[0];
  assert.ok(gauges.mailboxDepthMax <= MAILBOX_COMMANDS_MAX);
  assert.ok(gauges.mailboxBytes <= 16 * 1024 * 1024);
  stage.journal.faults.requestLost = 0;
  await stage.simulation.pass(30_000);
  assert.equal(depth(), 0);
});
