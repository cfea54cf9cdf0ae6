import type { By } from "../../../engine/contract/wire/ids.ts";

/** The id behind a principal such as `agent:lin`; empty for the engine itself. */
export const idOf = (by: By): string => by === "engine" ? "" : by.slice(by.indexOf(":") + 1);
