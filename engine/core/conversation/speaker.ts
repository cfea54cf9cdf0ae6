import { splitBy } from "../../contract/wire/ids.ts";
import type { By } from "../../contract/wire/ids.ts";
import { unreachable } from "../unreachable.ts";

/**
 * On whose side somebody speaks. An integration speaks for the visitor: it is the channel by which
 * the visitor came. Bots and the engine are nobody's word (routing.md, clocks).
 */
export type Side = "visitor" | "people" | "machine";

export function sideOf(by: By): Side {
  const { kind } = splitBy(by);
  switch (kind) {
    case "visitor":
    case "integration":
      return "visitor";
    case "agent":
    case "supervisor":
    case "admin":
      return "people";
    case "bot":
    case "engine":
      return "machine";
    default:
      return unreachable(kind);
  }
}
