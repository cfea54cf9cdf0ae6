import type { z } from "zod";
import {
  INTEGRATOR_COMMANDS,
  INTEGRATOR_QUERIES,
  type IntegratorBody,
  type IntegratorCommand,
  integratorEnvelope,
  type IntegratorQuery,
} from "../../contract/schemas/integrators.ts";
import { isToken } from "../../contract/wire/ids.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import { type FieldFault, type Refusal, refusal } from "../../contract/wire/refusals.ts";

/** A command as an integrator wrote it, checked. */
export type Parsed =
  & { id: string; workspace: string }
  & {
    [T in IntegratorCommand]: { type: T; body: IntegratorBody<T> };
  }[IntegratorCommand];

/** One message is at most this; a page of text is 8 KB. */
const PAYLOAD_BYTES_MAX = 64 * 1024;
/** `tg.p.<partition>.<workspace>.cmd.<entity>.<verb>`, and `tg.i.…` alike. */
const WORKSPACE = 3;
const NAME = 5;

const decoder = new TextDecoder("utf-8", { fatal: true });

/** The named workspace and command or query of a subject. */
export function named(subject: string): { workspace: string; name: string } {
  const tokens = subject.split(".");
  return { workspace: tokens[WORKSPACE] ?? "", name: tokens.slice(NAME).join(".") };
}

export const isRefusal = <T extends object>(value: T | Refusal): value is Refusal =>
  "code" in value;

export function parseCommand(subject: string, data: Uint8Array): Parsed | Refusal {
  const { workspace, name } = named(subject);
  if (!isToken(workspace) || !Object.hasOwn(INTEGRATOR_COMMANDS, name)) {
    return refusal("unknown_type");
  }
  const value = jsonOf(data);
  if (isRefusal(value)) return value;
  const envelope = integratorEnvelope.safeParse(value);
  if (!envelope.success) return wrong(envelope.error);
  const { id, level } = envelope.data;
  const schema: z.ZodObject = INTEGRATOR_COMMANDS[name as IntegratorCommand];
  const { id: _id, level: _level, ...fields } = value as Record<string, unknown>;
  const body = schema.safeParse(known(schema, fields, level));
  if (!body.success) return wrong(body.error);
  return { id, workspace, type: name, body: body.data } as Parsed;
}

export function parseQuery(
  subject: string,
  data: Uint8Array,
): { workspace: string; name: IntegratorQuery; ask: never } | Refusal {
  const { workspace, name } = named(subject);
  if (!isToken(workspace) || !Object.hasOwn(INTEGRATOR_QUERIES, name)) {
    return refusal("unknown_type");
  }
  const value = data.length === 0 ? {} : jsonOf(data);
  if (isRefusal(value)) return value;
  const schema: z.ZodObject = INTEGRATOR_QUERIES[name as IntegratorQuery];
  const ask = schema.safeParse(value);
  if (!ask.success) return wrong(ask.error);
  return { workspace, name: name as IntegratorQuery, ask: ask.data as never };
}

function jsonOf(data: Uint8Array): object | Refusal {
  if (data.length > PAYLOAD_BYTES_MAX) return refusal("too_large");
  try {
    const value: unknown = JSON.parse(decoder.decode(data));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch {
    // not JSON, or not UTF-8: refused below
  }
  return refusal("invalid", { fields: [{ path: "", rule: "type" }] });
}

/** Fields that a newer sender knows, or that are somebody's own (`x_…`), are left out. */
function known(schema: z.ZodObject, fields: Record<string, unknown>, level: number) {
  const kept = Object.entries(fields).filter(([name]) =>
    Object.hasOwn(schema.shape, name) || (level <= LEVEL && !name.startsWith("x_"))
  );
  return Object.fromEntries(kept);
}

const RULES: Record<string, FieldFault["rule"]> = {
  too_big: "range",
  too_small: "range",
  invalid_format: "pattern",
  unrecognized_keys: "unknown",
  invalid_type: "type",
};
/** A refusal names so many fields; one at a time is enough to mend it. */
const FIELDS_MAX = 10;

function wrong(error: z.ZodError): Refusal {
  const fields = error.issues.slice(0, FIELDS_MAX).map((issue): FieldFault => {
    const key = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    const path = [...issue.path, ...key].join(".");
    return { path, rule: RULES[issue.code] ?? "state" };
  });
  return refusal("invalid", { fields });
}
