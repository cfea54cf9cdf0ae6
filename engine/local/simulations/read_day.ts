import { partitionOf } from "../../contract/wire/ids.ts";
import type { SimulationCause } from "../../contract/wire/simulation.ts";
import type { RecordedDay } from "../../simulator/what_if/recorded_day.ts";
import { openDocuments } from "../documents/documents.ts";
import { readWhole } from "../journal/whole.ts";
import { openSnapshots } from "../snapshots/snapshots.ts";
import { type DayAsk, readPastDay } from "./past_day.ts";

/** One day of a workspace off a data folder, whether its desk runs or not. */
export function readDay(folder: string, ask: DayAsk): Promise<RecordedDay | SimulationCause> {
  const partition = partitionOf(ask.workspace);
  return readPastDay({
    snapshots: openSnapshots(folder, partition),
    documents: openDocuments(folder),
    read: (from) => readWhole(folder, partition, from),
  }, ask);
}
