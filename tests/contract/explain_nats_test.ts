/** Past decisions on NATS: a thread of its own reads snapshots and journal beside the engine. */
import assert from "node:assert/strict";
import { createConfigurations } from "../../engine/actors/configurations.ts";
import { encode, LAYOUT } from "../../engine/core/mod.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { advance, emptyFold } from "../../engine/local/follower/fold.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { agentRecord, employ, opening, PARTITION, WORKSPACE } from "../support/virtual/company.ts";
import { contractCase } from "./contract_case.ts";

type Engine = Awaited<ReturnType<typeof startNatsEngine>>;

async function open(): Promise<Engine> {
  const engine = await startNatsEngine([PARTITION]);
  for (const command of await employ(engine.bus, { lin: agentRecord(5, ["presale"]) })) {
    assert.ok((await engine.bus.command(command)).ok, command.type);
  }
  return engine;
}

/** Opens a conversation; the number of the event that gave it to somebody. */
async function assigned(engine: Engine, conversation: string): Promise<number> {
  assert.ok((await engine.bus.command(opening(conversation))).ok);
  for await (const { batch } of engine.parts.journal(PARTITION).read(1)) {
    const found = batch.events.find((event) =>
      event.type === "conversation.assigned" && event.conversation === conversation
    );
    if (found !== undefined) return found.seq;
  }
  throw new Error(`${conversation} went to nobody`);
}

/** As the archiver does: the journal folded so far, as a snapshot. */
async function snapshot({ parts }: Engine): Promise<void> {
  const fold = emptyFold(PARTITION);
  const configurations = createConfigurations(parts.documents);
  for await (const entry of parts.journal(PARTITION).read(1)) {
    await advance(fold, entry, configurations);
  }
  const { state, sequence, at } = fold;
  const made = { sequence, level: LEVEL, layout: LAYOUT, at, state: encode(state) };
  await parts.snapshots(PARTITION).put(made);
}

contractCase(
  "explain",
  { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
  "a decision is explained through the bus, before a snapshot and after it",
  open,
  async (engine) => {
    const ask = async (conversation: string, seq: number) => {
      const reply = await engine.bus.query(WORKSPACE, "conversation.explain", {
        conversation,
        seq,
      });
      assert.ok(reply.ok, JSON.stringify(reply));
      return [reply.answer.conversation, reply.answer.winner];
    };
    const before = await assigned(engine, "c1");
    assert.deepEqual(await ask("c1", before), ["c1", "lin"]);
    await snapshot(engine);
    const after = await assigned(engine, "c2");
    assert.deepEqual(await ask("c2", after), ["c2", "lin"]);
    assert.deepEqual(await ask("c1", before), ["c1", "lin"]);
    const nothing = await engine.bus.query(WORKSPACE, "conversation.explain", {
      conversation: "c1",
      seq: 999_999,
    });
    assert.equal(nothing.ok ? undefined : nothing.error.code, "not_found");
  },
);
