import { type Look, number, object, oneOf } from "../scenario/look.ts";
import type { Aim, Limits } from "./measure.ts";

const EXAMPLE = '{"aim": "sl", "classFloor": 0.9, "longestWait": 2.5, "abandoned": 1}';
const AIMS = ["sl", "asaMs", "abandoned"] as const satisfies readonly Aim[];

/** `tuning` of a scenario: the aim and its limits, or what is wrong with them. */
export function readLimits(document: unknown): Limits | string {
  const look: Look = { problems: [] };
  const given = (document as { tuning?: unknown }).tuning ?? {};
  const names = ["aim", "classFloor", "longestWait", "abandoned"];
  const fields = object(look, given, "tuning", names, EXAMPLE) ?? {};
  const bounded = (name: string, usual: number, from: number, to: number) =>
    number(look, fields[name] ?? usual, `tuning.${name}`, { from, to, example: EXAMPLE });
  const aim = oneOf(look, fields.aim ?? "sl", "tuning.aim", AIMS, EXAMPLE);
  const classFloor = bounded("classFloor", 0.9, 0, 1);
  const longestWait = bounded("longestWait", 2.5, 1, 100);
  const abandoned = bounded("abandoned", 1, 0, 100);
  if (look.problems.length > 0) return look.problems.join("; ");
  return { aim, classFloor, longestWait, abandoned } as Limits;
}
