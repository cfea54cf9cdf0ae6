import type { Context } from "hono";
import type { ZodError } from "zod";
import { CONFIGURATION_FAULTS } from "../engine/contract/wire/configuration_faults.ts";
import type { Problem } from "../engine/contract/wire/http.ts";
import { MESSAGE_TEXT_MAX } from "../engine/contract/wire/messages.ts";
import {
  type FieldFault,
  type Refusal,
  REFUSALS,
  sentenceOf,
} from "../engine/contract/wire/refusals.ts";
import type { AppEnv } from "./environment.ts";

/** Faults named to a client at once; more say nothing new. */
const FAULTS_MAX = 20;
const RETRY_DEFAULT_MS = 1_000;

/** A refusal as an RFC 9457 problem document: fixed sentence, nothing of the input. */
export function problem(c: Context<AppEnv>, error: Refusal): Response {
  const { status } = REFUSALS[error.code];
  const retryAfterMs = error.retryAfterMs ??
    (status === 429 || status === 503 ? RETRY_DEFAULT_MS : undefined);
  const body: Problem = {
    type: `urn:tidegate:refusal:${error.code}`,
    title: sentenceOf(error, c.get("language")),
    status,
    code: error.code,
    requestId: c.get("requestId"),
    ...(error.fields && {
      fields: error.fields.slice(0, FAULTS_MAX).map((one) => spoken(one, c.get("language"))),
    }),
    ...(error.conflict && { conflict: error.conflict }),
    ...(error.reason && { reason: error.reason }),
    ...(error.untilAt !== undefined && { untilAt: error.untilAt }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(error.conversation && { conversation: error.conversation }),
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json" };
  if (retryAfterMs !== undefined) headers["retry-after"] = String(Math.ceil(retryAfterMs / 1000));
  c.set("refused", error.code);
  return c.body(JSON.stringify(body), status, headers);
}

export const spoken = (
  one: FieldFault,
  language: "zh" | "en",
): FieldFault & { sentence?: string } =>
  one.fault === undefined ? one : { ...one, sentence: CONFIGURATION_FAULTS[one.fault][language] };

/** What a schema found wrong, as paths and closed words; too long texts have a code of their own. */
export function refusalOf(error: ZodError): Refusal {
  const fields = error.issues.slice(0, FAULTS_MAX).flatMap((issue) => faultsOf(issue));
  const tooLarge = fields.some((one) => one.rule === "length" && one.limit === MESSAGE_TEXT_MAX);
  return { code: tooLarge ? "too_large" : "invalid", fields };
}

function faultsOf(issue: ZodError["issues"][number]): FieldFault[] {
  const path = issue.path.map(String).join(".");
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.slice(0, FAULTS_MAX).map((key) => ({
        path: [...issue.path.map(String), TOKEN_LIKE.test(key) ? key : "?"].join("."),
        rule: "unknown" as const,
      }));
    case "invalid_type":
      return [{ path, rule: issue.message.endsWith("received undefined") ? "required" : "type" }];
    case "too_big":
    case "too_small": {
      const limit = Number(issue.code === "too_big" ? issue.maximum : issue.minimum);
      const ofNumber = issue.origin === "number" || issue.origin === "int";
      return [{ path, rule: ofNumber ? "range" : "length", limit }];
    }
    case "invalid_format":
    case "invalid_value":
      return [{ path, rule: "pattern" }];
    case "invalid_union": {
      // of several shapes the one that was meant: what is wrong stands inside it
      const meant = issue.errors.find((issues) => issues.every((one) => one.path.length > 0));
      return meant?.slice(0, FAULTS_MAX)
        .flatMap((one) =>
          faultsOf({ ...one, path: [...issue.path, ...one.path] } as typeof issue)
        ) ??
        [{ path, rule: "type" }];
    }
    default:
      return [{ path, rule: "type" }];
  }
}

/** Unknown names are repeated only when they look like names. */
const TOKEN_LIKE = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
