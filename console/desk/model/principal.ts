/** The id behind a principal such as `agent:lin`; empty for the engine itself. */
export const idOf = (by: string): string => by === "engine" ? "" : by.slice(by.indexOf(":") + 1);
