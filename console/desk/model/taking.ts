import type { Fault } from "../wire/http.ts";

/** What to do about it when the next one in line does not come; undefined where the code says it. */
export function whyNotTaken(
  code: Fault["code"],
): "take.offline" | "take.full" | "take.nobody" | undefined {
  switch (code) {
    case "not_eligible":
      return "take.offline";
    case "capacity_full":
      return "take.full";
    case "not_found":
      return "take.nobody";
    default:
      return undefined;
  }
}
