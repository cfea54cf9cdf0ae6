import type { Context } from "hono";
import type { Reply } from "../engine/contract/wire/commands.ts";
import type { Refusal, RefusalCode } from "../engine/contract/wire/refusals.ts";
import type { AppEnv } from "./environment.ts";
import { problem } from "./problems.ts";

/** Expected outcomes are values: what a door's work came to. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: Refusal };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refused = (
  code: RefusalCode,
  more: Omit<Refusal, "code"> = {},
): { ok: false; error: Refusal } => ({ ok: false, error: { code, ...more } });

/** One wrong field, by path. */
export const wrongField = (
  path: string,
  rule: NonNullable<Refusal["fields"]>[number]["rule"],
): { ok: false; error: Refusal } => refused("invalid", { fields: [{ path, rule }] });

/** The sequence of an accepted command, or its refusal. */
export const seqOf = (reply: Reply): Outcome<{ seq: number }> =>
  reply.ok ? done({ seq: reply.seq }) : reply;

/** Writes an outcome as JSON or as a problem; typed `never` because routes declare both forms. */
export function answer(
  c: Context<AppEnv>,
  outcome: Outcome<unknown>,
  status: 200 | 201 | 204 = 200,
): never {
  if (!outcome.ok) return problem(c, outcome.error) as never;
  if (status === 204) return c.body(null, 204) as never;
  return c.json(outcome.value as Record<string, unknown>, status) as never;
}
