import type { Configuration } from "../../contract/wire/configuration.ts";
import type { SimulationCause } from "../../contract/wire/simulation.ts";
import { missingEntrance } from "./missing_entrance.ts";
import type { RecordedDay } from "./recorded_day.ts";
import { tooFew } from "./recorded_figures.ts";

/** Why a draft cannot be tried on a recorded day at all. */
export function unfit(recorded: RecordedDay, draft: Configuration): SimulationCause | undefined {
  if (tooFew(recorded)) return "tooFew";
  return missingEntrance(recorded, draft) ? "routeGone" : undefined;
}
