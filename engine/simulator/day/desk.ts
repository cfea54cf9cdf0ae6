import type { Command, CommandBodies, CommandType } from "../../contract/wire/commands.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import type { Event } from "../../contract/wire/events.ts";
import type { By } from "../../contract/wire/ids.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import {
  commit,
  createPartition,
  decide,
  decideStep,
  due,
  installDocument,
  nextDueAt,
  nextStep,
  type PartitionState,
  popStep,
} from "../../core/mod.ts";

/**
 * The live core on a clock of its own, driven as a partition drives it: a command, then its
 * follow-ups. Nothing is written and nobody is told, but what is decided is what would be.
 */
export interface Desk {
  state: PartitionState;
  now: number;
  commands: number;
  /** Sees every event that was committed. */
  told: (event: Event) => void;
}

/** Any day will do: the model has no calendar. */
export const DAY_BEGINS_AT = 1_800_000_000_000;

export const WORKSPACE = "model";
/** One command that leads to more steps than this has met a loop. */
const STEPS_MAX = 100_000;

export function createDesk(
  configuration: Configuration,
  now: number,
  told: (event: Event) => void,
): Desk {
  const desk: Desk = { state: createPartition(0), now, commands: 0, told };
  publish(desk, configuration);
  return desk;
}

export function publish(desk: Desk, configuration: Configuration): void {
  const hash = `model-${desk.commands}`;
  installDocument(desk.state, hash, configuration);
  give(desk, "admin:model", "config.publish", { hash });
}

export function give<T extends CommandType>(
  desk: Desk,
  by: By,
  type: T,
  body: CommandBodies[T],
): void {
  const id = `k${desk.commands++}`;
  run(desk, { type, id, level: LEVEL, workspace: WORKSPACE, by, ...body } as unknown as Command);
}

function run(desk: Desk, command: Command): void {
  const { state, now } = desk;
  const decision = decide(state, command, now);
  if (!decision.ok) {
    throw new Error(`the core refuses ${command.type}: ${JSON.stringify(decision.error)}`);
  }
  commit(state, decision.drafts, decision.workspace, now, command.by).forEach((event) =>
    desk.told(event)
  );
  for (let steps = 0; nextStep(state) !== undefined; steps++) {
    if (steps > STEPS_MAX) throw new Error("the agenda never ends");
    const step = decideStep(state, nextStep(state)!, now);
    popStep(state);
    if (!step.ok) throw new Error("a step of the agenda was refused");
    commit(state, step.drafts, step.workspace, now, "engine").forEach((event) => desk.told(event));
  }
}

/** The clock goes on; deadlines on the way are decided at their moment. */
export function advanceTo(desk: Desk, until: number): void {
  while (nextDueAt(desk.state) <= until) {
    desk.now = Math.max(desk.now, nextDueAt(desk.state));
    const command = due(desk.state, until);
    if (command !== undefined) run(desk, command);
  }
  desk.now = until;
}
