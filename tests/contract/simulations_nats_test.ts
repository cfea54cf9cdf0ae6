/** What-if on NATS: beside the owner of the partition, from journal and snapshots. */
import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../deploy/demo/configuration.ts";
import { createConfigurations } from "../../engine/actors/configurations.ts";
import type { SimulationAsk } from "../../engine/contract/ports/simulations.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { JUDGED_MIN, type SimulationProgress } from "../../engine/contract/wire/simulation.ts";
import { encode, LAYOUT } from "../../engine/core/mod.ts";
import { advance, emptyFold } from "../../engine/local/follower/fold.ts";
import { readPastDay } from "../../engine/local/simulations/past_day.ts";
import { startNatsEngine } from "../support/nats_engine.ts";
import { natsProgram } from "../support/nats_server.ts";
import { until } from "../support/until.ts";
import {
  agentRecord,
  closing,
  employ,
  opening,
  PARTITION,
  WORKSPACE,
} from "../support/virtual/company.ts";
import { contractCase } from "./contract_case.ts";

type Engine = Awaited<ReturnType<typeof startNatsEngine>>;

const VISITS = JUDGED_MIN;
const [{ timeZone }] = DEMO_CONFIGURATION.shops;
const today = () => new Date().toLocaleDateString("sv-SE", { timeZone });
const asking = (day: string): SimulationAsk => ({
  day,
  draft: DEMO_CONFIGURATION,
  answerWithinMs: 30_000,
  days: 40,
});

/** A company whose only agent has served a few visitors today. */
async function open(): Promise<Engine> {
  const engine = await startNatsEngine([PARTITION]);
  const send = async (command: Parameters<Engine["bus"]["command"]>[0]) => {
    const reply = await engine.bus.command(command);
    assert.ok(reply.ok, `${command.type} ${JSON.stringify(reply)}`);
  };
  for (const command of await employ(engine.bus, { lin: agentRecord(5, ["presale"]) })) {
    await send(command);
  }
  for (let n = 0; n < VISITS; n++) {
    await send(opening(`c${n}`));
    await send(closing(`c${n}`, "agent:lin"));
  }
  return engine;
}

async function ended({ simulations }: Engine, simulation: string): Promise<SimulationProgress> {
  let last: SimulationProgress | undefined;
  await until("the end of the what-if", async () => {
    const found = await simulations.progress(WORKSPACE, simulation);
    assert.ok(found.ok, JSON.stringify(found));
    last = found.progress;
    return last.state !== "running";
  });
  return last!;
}

const simulated = (behaviour: string, body: (engine: Engine) => Promise<void>) =>
  contractCase(
    "simulations",
    { name: "nats", needs: natsProgram === undefined ? "nats-server" : undefined },
    behaviour,
    open,
    body,
  );

simulated(
  "a draft is tried on the day that is going on, in a thread of its own",
  async (engine) => {
    const started = await engine.simulations.start(WORKSPACE, asking(today()));
    assert.ok(started.ok, JSON.stringify(started));
    const end = await ended(engine, started.simulation);
    assert.ok(end.state === "finished", JSON.stringify(end));
    assert.equal(end.result.visits, VISITS);
    assert.equal(end.result.recorded.sl, 1);
  },
);

simulated("one at a time, ended at once; another owner knows nothing of it", async (engine) => {
  const { simulations } = engine;
  const first = await simulations.start(WORKSPACE, asking(today()));
  assert.ok(first.ok);
  const second = await simulations.start(WORKSPACE, asking(today()));
  assert.equal(second.ok ? undefined : second.error.code, "conflict");
  assert.deepEqual(await simulations.cancel(WORKSPACE, first.simulation), { ok: true });
  assert.deepEqual(await ended(engine, first.simulation), { state: "cancelled" });
  const third = await simulations.start(WORKSPACE, asking("2020-01-01"));
  assert.ok(third.ok);
  assert.deepEqual(await ended(engine, third.simulation), { state: "refused", cause: "noVisits" });
  engine.beside.close(PARTITION);
  engine.beside.open(PARTITION);
  const gone = await simulations.progress(WORKSPACE, third.simulation);
  assert.equal(gone.ok ? undefined : gone.error.code, "not_found");
});

simulated("what no gateway would send is refused, and nothing begins", async ({ nats }) => {
  const begin = { workspace: WORKSPACE, simulation: "s1", do: "start" };
  for (const body of ["{no", "null", "{}", JSON.stringify(begin), '{"do":"progress"}']) {
    const reply = await nats.request(`tg.gw.gw1.sim.${PARTITION}`, body);
    const { error } = reply.json<{ error?: { code: string } }>();
    assert.equal(error?.code, "invalid", body);
  }
});

simulated("a day is the same from a snapshot before it as from the beginning", async (engine) => {
  const { parts } = engine;
  const journal = parts.journal(PARTITION);
  const fold = emptyFold(PARTITION);
  const configurations = createConfigurations(parts.documents);
  for await (const entry of journal.read(1)) {
    if (entry.batch.events.some(({ type }) => type === "conversation.opened")) break;
    await advance(fold, entry, configurations);
  }
  const begun: number[] = [];
  const past = {
    snapshots: parts.snapshots(PARTITION),
    documents: parts.documents,
    read(from: number) {
      begun.push(from);
      return journal.read(from);
    },
  };
  const ask = { workspace: WORKSPACE, day: today(), timeZone, answerWithinMs: 30_000 };
  const whole = await readPastDay(past, ask);
  assert.ok(typeof whole !== "string" && whole.agents.length === 1);
  // As if it had been taken before the day began.
  const { state, sequence } = fold;
  await past.snapshots.put({ sequence, level: LEVEL, layout: LAYOUT, at: 1, state: encode(state) });
  const short = await readPastDay(past, ask);
  assert.deepEqual(begun, [1, sequence + 1]);
  assert.ok(typeof short !== "string");
  assert.deepEqual(short.visits, whole.visits);
  assert.deepEqual(short.configuration, whole.configuration);
  const last = ({ changes }: (typeof whole.agents)[number]) => changes.at(-1)!;
  const [one, other] = [short, whole].map(({ agents: [lin] }) => ({ ...last(lin), at: 0 }));
  assert.deepEqual(one, other);
});
