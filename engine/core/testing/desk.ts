import type { AcceptedCommand, Batch } from "../../contract/batch.ts";
import type { Command, CommandBodies, CommandType } from "../../contract/wire/commands.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Draft, Event } from "../../contract/wire/events.ts";
import type { By } from "../../contract/wire/ids.ts";
import type { ConversationLive } from "../../contract/wire/queries.ts";
import type { Refusal } from "../../contract/wire/refusals.ts";
import type { AgentRecord } from "../../contract/wire/roster.ts";
import {
  agenda,
  commit,
  createPartition,
  decide,
  decideStep,
  due,
  installDocument,
  nextStep,
  type PartitionState,
  popStep,
  query,
  sealBatch,
} from "../mod.ts";
import { configurationWith } from "./configuration.ts";

/**
 * A desk for tests: one workspace on one partition, driven as the actors drive it (a command, then
 * the agenda), with its journal kept for replay. Time stands still until `advance`.
 */
export interface Desk {
  state: PartitionState;
  now: number;
  journal: Batch[];
  /** Batches made: the journal's length, unless somebody empties it. */
  batches: number;
  documents: Map<string, Configuration>;
  /** Sees what is about to be committed, with the state still as it was decided on. */
  watch?: (drafts: Draft[]) => void;
  /** Sees what a command itself came to. */
  given?: (command: Command, drafts: Draft[]) => void;
}

export interface Given {
  events: Event[];
  error?: Refusal;
}

export const WORKSPACE = "acme";
const START_AT = 1_800_000_000_000;
/** A test that needs more steps than this has met a loop. */
const STEPS_MAX = 10_000;

export function createDesk(
  configuration: Partial<Configuration> = {},
  agents: Record<string, Partial<AgentRecord>> = {},
): Desk {
  const desk: Desk = {
    state: createPartition(0),
    now: START_AT,
    journal: [],
    batches: 0,
    documents: new Map(),
  };
  publish(desk, configurationWith(configuration));
  for (const [agent, record] of Object.entries(agents)) enrol(desk, agent, record);
  return desk;
}

export function publish(desk: Desk, configuration: Configuration): Given {
  const hash = `h${desk.documents.size}`;
  desk.documents.set(hash, configuration);
  installDocument(desk.state, hash, configuration);
  return give(desk, "admin:root", "config.publish", { hash });
}

/** Into the roster, and online with one session. */
export function enrol(desk: Desk, agent: string, record: Partial<AgentRecord> = {}): void {
  give(desk, "admin:root", "roster.put", { agent, record: recordOf(agent, record) });
  give(desk, `agent:${agent}`, "agent.presence", { agent, presence: "online" });
  give(desk, `agent:${agent}`, "agent.connect", { agent, session: `${agent}1`, gateway: "g1" });
}

export const recordOf = (name: string, record: Partial<AgentRecord> = {}): AgentRecord => ({
  name,
  capacityUnits: 20,
  windowCap: 10,
  memberships: [{ group: "sales", weight: 1 }],
  channels: ["web"],
  ...record,
});

/** Gives a command and works off the agenda; what came of both, as one batch. */
export function give<T extends CommandType>(
  desk: Desk,
  by: By,
  type: T,
  body: CommandBodies[T],
): Given {
  const workspace = type === "gateway.lapse" ? "" : WORKSPACE;
  const id = `k${desk.batches}`;
  return run(desk, { type, id, level: 1, workspace, by, ...body } as unknown as Command);
}

export function run(desk: Desk, command: Command): Given {
  const { state, now } = desk;
  const decision = decide(state, command, now);
  if (!decision.ok) return { events: [], error: decision.error };
  desk.watch?.(decision.drafts);
  desk.given?.(command, decision.drafts);
  const events = commit(state, decision.drafts, decision.workspace, now, command.by);
  const own = events.length;
  for (let steps = 0; nextStep(state) !== undefined; steps++) {
    if (steps > STEPS_MAX) throw new Error("the agenda never ends");
    const step = decideStep(state, nextStep(state)!, now);
    popStep(state);
    if (!step.ok) throw new Error("a step of the agenda is never refused");
    desk.watch?.(step.drafts);
    events.push(...commit(state, step.drafts, step.workspace, now, "engine"));
  }
  // A hash in real use: spread, and never the same twice.
  const spread = Math.imul(desk.batches, 0x9e3779b1) >>> 0;
  const key = spread.toString(16).padStart(8, "0").padEnd(32, "0");
  seal(desk, events, [[key, "0123456789abcdef", 0, own]]);
  return { events };
}

function seal(desk: Desk, events: Event[], commands: AcceptedCommand[]): void {
  if (events.length === 0) return;
  const batch: Batch = {
    level: 1,
    partition: 0,
    epoch: 1,
    at: desk.now,
    inbox: 0,
    events,
    refused: [],
    agenda: agenda(desk.state),
    commands,
  };
  desk.journal.push(batch);
  desk.batches++;
  sealBatch(desk.state, batch, desk.batches);
}

/** Lets time pass; every deadline on the way fires at its moment. */
export function advance(desk: Desk, ms: number): Event[] {
  const until = desk.now + ms;
  const events: Event[] = [];
  for (let fired = 0; fired < STEPS_MAX; fired++) {
    const command = due(desk.state, until);
    if (command === undefined) {
      desk.now = until;
      return events;
    }
    if ("dueAt" in command) desk.now = Math.max(desk.now, command.dueAt!);
    events.push(...run(desk, command).events);
  }
  throw new Error("deadlines never end");
}

/** Opens a conversation of a visitor of the same name. */
export function open(
  desk: Desk,
  conversation: string,
  more: Partial<CommandBodies["conversation.open"]> = {},
): Given {
  const visitor = more.visitor ?? `v-${conversation}`;
  return give(desk, `visitor:${visitor}`, "conversation.open", {
    conversation,
    visitor,
    key: `key-${visitor}`,
    channel: "web",
    route: "front",
    ...more,
  });
}

export function say(
  desk: Desk,
  by: By,
  conversation: string,
  more: Partial<CommandBodies["conversation.message"]> = {},
): Given {
  return give(desk, by, "conversation.message", {
    conversation,
    message: `m${desk.batches}`,
    body: "text",
    sealed: "key.AAAA",
    visibility: "all",
    ...more,
  });
}

export function look(desk: Desk, conversation: string): ConversationLive {
  const found = query(desk.state, WORKSPACE, "conversation.get", { conversation }, desk.now);
  if ("code" in found) throw new Error(`${conversation} is not here`);
  return found;
}

export const types = ({ events }: Given): string[] => events.map(({ type }) => type);
