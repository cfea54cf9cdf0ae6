import { faultsBehind, faultsOfDraft } from "../../../engine/contract/configuration/faults.ts";
import { warningsOf } from "../../../engine/contract/configuration/warnings.ts";
import { configurationDocument } from "../../../engine/contract/schemas/configuration.ts";
import { CONFIGURATION_FAULTS } from "../../../engine/contract/wire/configuration_faults.ts";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import type {
  ConfigurationCheck,
  ConfigurationFinding,
} from "../../../engine/contract/wire/http_configuration.ts";
import { type FieldFault, RULE_SENTENCES } from "../../../engine/contract/wire/refusals.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";
import { refusalOf } from "../../problems.ts";

/**
 * What is wrong with a document, by path and in words, and what is hardly meant. While a part is not
 * there or no part at all, nothing is said of what the others say of it.
 */
export function check(document: unknown, roster: readonly AgentRecord[]): ConfigurationCheck {
  const parsed = configurationDocument.safeParse(document);
  const shape = parsed.success ? [] : refusalOf(parsed.error).fields ?? [];
  // of very many the last are not told, and one of those might be in the way
  const told = parsed.success || parsed.error.issues.length <= shape.length;
  const faults = [...shape, ...told ? faultsBehind(shape, document, faultsOfDraft) : []].map(
    finding,
  );
  const warnings = faults.length > 0
    ? []
    : warningsOf(document as Configuration, roster).map(finding);
  return { faults, warnings };
}

function finding(one: FieldFault): ConfigurationFinding {
  const { zh, en } = one.fault ? CONFIGURATION_FAULTS[one.fault] : RULE_SENTENCES[one.rule];
  return { ...one, sentence: { zh, en } };
}
