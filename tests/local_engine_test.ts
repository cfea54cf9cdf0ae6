/** The engine on the real files: thousands of commands, a stop, and the same memory again. */
import assert from "node:assert/strict";
import type { Command, Reply } from "../engine/contract/wire/commands.ts";
import { type Local, openLocal } from "../engine/local/mod.ts";
import { type Engine, startEngine } from "../engine/mod.ts";
import {
  agentRecord,
  closing,
  employ,
  GATEWAY,
  opening,
  PARTITION,
  saying,
  WORKSPACE,
} from "./support/virtual/company.ts";
import { until } from "./contract/batches.ts";

async function start(folder: string): Promise<{ local: Local; engine: Engine }> {
  const local = await openLocal(folder);
  const engine = startEngine({
    open: async (partition) => ({
      journal: await local.journal(partition),
      snapshots: local.snapshots(partition),
    }),
    partitions: [PARTITION],
    documents: local.documents,
    clock: local.clock,
    random: local.random,
    owner: "test",
    onDeadLetter: (letter) => assert.fail(letter.reason),
    onAlarm: (alarm) => assert.fail(alarm.message),
  });
  await until(() => engine.partitions()[0].state === "deciding");
  return { local, engine };
}

async function stop({ local, engine }: { local: Local; engine: Engine }): Promise<void> {
  await engine.stop();
  await local.close();
}

Deno.test("engine on files - 4,000 commands are answered, fed, and there after a restart", async () => {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-engine-" });
  let desk = await start(folder);
  let fed = 0;
  desk.engine.bus.onFeed(GATEWAY, (message) => fed += message.items.length);
  const send = async (command: Command): Promise<Reply & { ok: true }> => {
    const reply = await desk.engine.bus.command(command);
    assert.ok(reply.ok, JSON.stringify(reply));
    return reply;
  };
  const agents = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`a${n}`, agentRecord(10, ["presale"])]),
  );
  for (const command of await employ(desk.engine.bus, agents)) await send(command);
  let last = 0;
  const talk = async (conversation: string): Promise<void> => {
    const { result } = await send(opening(conversation));
    await send(saying(conversation, 1));
    const agent = result.opened?.state === "assigned" ? result.opened.agent : undefined;
    const by = agent === undefined
      ? `visitor:v-${conversation}` as const
      : `agent:${agent}` as const;
    await send(saying(conversation, 2, by));
    last = Math.max(last, (await send(closing(conversation, by))).seq);
  };
  let next = 0;
  const visitor = async (): Promise<void> => {
    while (next < 1_000) await talk(`c${next++}`);
  };
  await Promise.all(Array.from({ length: 64 }, visitor));
  assert.ok(fed >= 5_000, `${fed} fed`);
  const [gauges] = desk.engine.gauges().partitions;
  assert.ok(gauges.sequence < gauges.commands, "commands share batches");
  await stop(desk);

  desk = await start(folder);
  const repeated = await desk.engine.bus.command(opening("c7"));
  assert.ok(repeated.ok && repeated.repeated);
  const live = await desk.engine.bus.query(WORKSPACE, "workspace.live", {});
  assert.ok(live.ok && live.answer.seq >= last);
  const tail = await desk.engine.bus.query(WORKSPACE, "conversation.tail", {
    conversation: "c999",
    after: 0,
  });
  assert.ok(tail.ok && tail.answer.events.length >= 5);
  await stop(desk);
  await Deno.remove(folder, { recursive: true });
});
