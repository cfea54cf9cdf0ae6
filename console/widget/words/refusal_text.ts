import { REFUSALS } from "../../../engine/contract/wire/refusals.ts";
import { language } from "../stores/host.ts";
import type { Outcome } from "../stores/faces.ts";
import { blockText } from "./block_text.ts";
import { t } from "./words.ts";

/** What to tell the visitor when a wish was not granted; empty when it was. */
export function outcomeText(outcome: Outcome): string {
  if (outcome.ok) return "";
  if (outcome.blocked) return blockText(outcome.blocked);
  if (outcome.code === "unreachable") return t("errorUnreachable");
  return REFUSALS[outcome.code][language.value];
}
