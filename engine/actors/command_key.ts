import { hash } from "node:crypto";
import type { Command } from "../contract/wire/commands.ts";

/** What tells a command apart from every other, and how large it is. */
export interface CommandKey {
  /** 32 hex digits over (workspace, by, id): the idempotency key. */
  key: string;
  /** 16 hex digits over everything else that the sender wrote. */
  body: string;
  bytes: number;
}

/** What a command costs in memory beside its text: object, reply, queue cell. */
const OVERHEAD_BYTES = 256;
/** Doors refuse nesting far below this. */
const DEPTH_MAX = 32;

const sha256 = (text: string): string => hash("sha256", text, "hex");

/** JSON with object keys in order, so that equal bodies have equal text whatever made them. */
function canonical(value: unknown, depth = 0): string {
  if (depth > DEPTH_MAX) throw new Error("a command nested deeper than any door lets through");
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonical(item, depth + 1)).join(",")}]`;
  }
  // Every command comes through here: appending to one text takes half of what lists of pieces do.
  let text = "{";
  for (const name of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[name];
    if (field === undefined) continue;
    if (text.length > 1) text += ",";
    text += `${JSON.stringify(name)}:${canonical(field, depth + 1)}`;
  }
  return `${text}}`;
}

export function keyOf(command: Command): CommandKey {
  const { id, level: _level, workspace, by, ...body } = command;
  // a repeat may come by another gateway than the one that asks the bot
  const said = body.type === "conversation.open" || body.type === "conversation.message"
    ? { ...body, gateway: undefined }
    : body;
  const text = canonical(said);
  return {
    key: sha256(`${workspace}\0${by}\0${id}`).slice(0, 32),
    body: sha256(text).slice(0, 16),
    bytes: text.length + OVERHEAD_BYTES,
  };
}
