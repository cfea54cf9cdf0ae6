import { faultsBehind } from "../../contract/configuration/faults.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import type { FieldFault } from "../../contract/wire/refusals.ts";
import { configurationShape } from "./schema.ts";
import { FAULTS_MAX } from "./shape.ts";

export type Validated =
  | { ok: true; configuration: Configuration }
  | { ok: false; faults: FieldFault[] };

/** The whole document or nothing: every fault with the path to the field. */
export function validateConfiguration(document: unknown): Validated {
  const faults: FieldFault[] = [];
  configurationShape(document, "", faults);
  if (faults.length < FAULTS_MAX) faults.push(...faultsBehind(faults, document));
  return faults.length === 0
    ? { ok: true, configuration: document as Configuration }
    : { ok: false, faults };
}
