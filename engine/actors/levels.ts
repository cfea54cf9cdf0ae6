import type { Command, CommandType } from "../contract/wire/commands.ts";
import { type Refusal, refusal } from "../contract/wire/refusals.ts";

/**
 * What a cluster that still writes an older level does not do yet (nats/levels): its older builds
 * could not fold the events. It answers as they do: the command, or the field, is not known.
 */
const COMMANDS_SINCE: Partial<Record<CommandType, number>> = {
  "conversation.delivery": 3,
  "visitor.block": 3,
};
const SKILLS_SINCE = 3;

export function isAhead(command: Command, level: number): Refusal | undefined {
  if (level < (COMMANDS_SINCE[command.type] ?? 0)) return refusal("unknown_type");
  const asksSkills = command.type === "conversation.open" && command.skills !== undefined;
  return asksSkills && level < SKILLS_SINCE
    ? refusal("invalid", { fields: [{ path: "skills", rule: "unknown" }] })
    : undefined;
}
