import type { JournalEntry } from "../../contract/batch.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import type { SimulationCause } from "../../contract/wire/simulation.ts";
import { createConfigurations } from "../../actors/configurations.ts";
import { LAYOUT } from "../../core/mod.ts";
import type { Documents } from "../../ports/documents.ts";
import type { Snapshots } from "../../ports/snapshots.ts";
import { beginWith } from "../../simulator/what_if/begin.ts";
import type { RecordedDay } from "../../simulator/what_if/recorded_day.ts";
import {
  createRecorder,
  record,
  recordedDay,
  type Recorder,
} from "../../simulator/what_if/recorder.ts";
import { readState } from "../follower/fold.ts";
import { dayBounds } from "./day_bounds.ts";

/** Where the past of a workspace's partition is kept. */
export interface Past {
  snapshots: Snapshots;
  documents: Documents;
  /** Entries from a sequence on, archived ones included. */
  read(from: number): AsyncIterable<JournalEntry>;
}

export interface DayAsk {
  workspace: string;
  day: string;
  timeZone: string;
  answerWithinMs: number;
}

/**
 * One day of a workspace with the configuration in force: from the newest snapshot before it to its
 * last event, so that a desk of many months reads a day or two.
 */
export async function readPastDay(
  past: Past,
  { workspace, day, timeZone, answerWithinMs }: DayAsk,
): Promise<RecordedDay | SimulationCause> {
  const [from, until] = dayBounds(day, timeZone);
  const recorder = createRecorder(from, until);
  const sequence = await before(past, recorder, workspace);
  reading: for await (const { batch } of past.read(sequence + 1)) {
    for (const event of batch.events) {
      if (event.workspace !== workspace) continue;
      record(recorder, event);
      if (event.at >= until) break reading;
    }
  }
  if (recorder.visits.length === 0) return "noVisits";
  const bytes = await past.documents.get(recorder.inForce());
  if (bytes === undefined) return "noConfiguration";
  const configuration = JSON.parse(new TextDecoder().decode(bytes)) as Configuration;
  return recordedDay(recorder, day, answerWithinMs, configuration);
}

/** Begins with the newest snapshot before the day that can be read; its sequence, or 0. */
async function before(
  { snapshots, documents }: Past,
  recorder: Recorder,
  workspace: string,
): Promise<number> {
  const configurations = createConfigurations(documents);
  for (const name of await snapshots.list()) {
    const usable = name.level <= LEVEL && name.layout === LAYOUT && name.at <= recorder.dayBeginsAt;
    if (!usable) continue;
    // One that cannot be read is passed over: an older one, or the whole journal, tells the same.
    const state = await readState(name, snapshots, configurations).catch(() => undefined);
    if (state === undefined) continue;
    beginWith(recorder, state, workspace);
    return name.sequence;
  }
  return 0;
}
