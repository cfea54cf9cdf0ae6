import { type ConfigurationFault } from "../wire/configuration_faults.ts";
import type { FieldFault } from "../wire/refusals.ts";

/** A document with more faults than a person mends at once is cut short. */
export const FINDINGS_MAX = 100;

/** Notes what is wrong, with the path to the field. */
export type Note = (
  path: string,
  rule: FieldFault["rule"],
  fault: ConfigurationFault,
  limit?: number,
) => void;

export const noteIn = (findings: FieldFault[]): Note => (path, rule, fault, limit) => {
  if (findings.length >= FINDINGS_MAX) return;
  findings.push({ path, rule, fault, ...(limit === undefined ? {} : { limit }) });
};

/** Ids of a list; those that stand twice are noted. */
export function uniqueIds(
  list: readonly { id: string }[],
  path: string,
  note: Note,
): Set<string> {
  const ids = new Set<string>();
  list.forEach(({ id }, at) => {
    if (ids.has(id)) note(`${path}.${at}.id`, "state", "duplicateId");
    ids.add(id);
  });
  return ids;
}
