import type { Configuration } from "../../contract/wire/configuration.ts";
import { partitionOf } from "../../contract/wire/ids.ts";
import type { SimulationCause } from "../../contract/wire/simulation.ts";
import { createRecorder, record, recordedDay } from "../../simulator/what_if/recorder.ts";
import type { RecordedDay } from "../../simulator/what_if/recorded_day.ts";
import { openDocuments } from "../documents/documents.ts";
import { readWhole } from "../journal/whole.ts";
import { dayBounds } from "./day_bounds.ts";

export interface DayAsk {
  workspace: string;
  day: string;
  timeZone: string;
  answerWithinMs: number;
}

/** One day of a workspace off the journal of a data folder, with the configuration in force. */
export async function readDay(
  folder: string,
  { workspace, day, timeZone, answerWithinMs }: DayAsk,
): Promise<RecordedDay | SimulationCause> {
  const [from, until] = dayBounds(day, timeZone);
  const recorder = createRecorder(from, until);
  for await (const { batch } of readWhole(folder, partitionOf(workspace))) {
    for (const event of batch.events) if (event.workspace === workspace) record(recorder, event);
  }
  if (recorder.visits.length === 0) return "noVisits";
  const bytes = await openDocuments(folder).get(recorder.inForce());
  if (bytes === undefined) return "noConfiguration";
  const configuration = JSON.parse(new TextDecoder().decode(bytes)) as Configuration;
  return recordedDay(recorder, day, answerWithinMs, configuration);
}
