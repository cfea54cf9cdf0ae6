import type { SimulationAsk } from "../../contract/ports/simulations.ts";
import type { Refusal } from "../../contract/wire/refusals.ts";
import type { SimulationProgress } from "../../contract/wire/simulation.ts";

/** Between a gateway and the owner of a workspace's partition; `simulation` is the gateway's id. */
export type SimulationAsked =
  & { workspace: string; simulation: string }
  & ({ do: "start"; ask: StoredAsk } | { do: "progress" } | { do: "cancel" });

/** The draft by its hash: a document may be larger than a message. */
export type StoredAsk = Omit<SimulationAsk, "draft"> & { draft: string };

export type SimulationAnswered =
  | { ok: true; progress?: SimulationProgress }
  | { ok: false; error: Refusal };
