import type { Context, MiddlewareHandler } from "hono";
import type { Gateway } from "./context.ts";
import { spend } from "./door.ts";
import type { AppEnv } from "./environment.ts";
import { isUpload } from "./headers/csrf.ts";
import { readBody } from "./limits/body.ts";
import { parseJson, soundText } from "./limits/json.ts";
import { type BudgetName, LIMITS } from "./limits/limits.ts";
import { problem } from "./problems.ts";

/**
 * Bodies are read once, within size and time: small ones before anybody asks who sends them, large
 * ones only from people who are known, or strangers could fill the memory.
 */
const WITH_BODY: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH", "DELETE"]);
const DOCUMENTS: ReadonlySet<string> = new Set([
  "/api/v1/configuration",
  "/api/v1/config/draft",
  "/api/v1/config/draft/check",
]);

export const smallBody: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { method, path } = c.req;
  if (!WITH_BODY.has(method)) return await next();
  if (isUpload(path) || DOCUMENTS.has(path)) return await next();
  return await jsonRead(c, LIMITS.jsonBytesMax, LIMITS.jsonItemsMax) ?? await next();
};

/** A published document; after the door of the admins. */
export const configurationBody: MiddlewareHandler<AppEnv> = async (c, next) =>
  await jsonRead(c, LIMITS.configurationBytesMax, LIMITS.configurationItemsMax) ?? await next();

/** A file's raw bytes; after the door, with a place that is held until the file is stored. */
export const uploadBody = (
  gateway: Gateway,
  budget: BudgetName,
  personOf: (c: Context<AppEnv>) => string,
): MiddlewareHandler<AppEnv> =>
async (c, next) => {
  if (c.req.method !== "POST") return await next();
  const person = personOf(c);
  const stop = spend(gateway, c, [budget, person]);
  if (stop) return stop;
  const release = gateway.uploads.take(person);
  if (!release) return problem(c, { code: "rate_limited", retryAfterMs: RETRY_FULL_MS });
  try {
    const read = await readBody(c.req.raw, LIMITS.uploadBytesMax, LIMITS.uploadWithinMs);
    if (!read.ok) return problem(c, { code: read.code });
    c.set("bytes", read.bytes);
    await next();
  } finally {
    release();
  }
};

const RETRY_FULL_MS = 2_000;

/** Measured before it is parsed; the schemas find it where they look. */
async function jsonRead(
  c: Context<AppEnv>,
  bytesMax: number,
  itemsMax: number,
): Promise<Response | undefined> {
  const read = await readBody(c.req.raw, bytesMax, LIMITS.jsonWithinMs);
  if (!read.ok) return problem(c, { code: read.code });
  const text = textOf(read.bytes);
  if (text === undefined) return problem(c, notJson("type"));
  const parsed = parseJson(text, itemsMax);
  if (!parsed.ok) return problem(c, notJson(parsed.fault === "key" ? "unknown" : "type"));
  if (c.req.header("content-type") === undefined) {
    // a cross-site form cannot leave the type out, a cross-site script can
    if (read.bytes.length > 0) return problem(c, { code: "unsupported" });
    c.req.raw = asJson(c.req.raw);
  }
  c.req.bodyCache.text = Promise.resolve(soundText(text, parsed.value)) as unknown as string;
  return undefined;
}

/**
 * Without a body nobody names a type, and a shop's page names one that asks no leave; the schemas
 * look at the object all the same.
 */
export function asJson({ url, method, headers }: Request): Request {
  const typed = new Headers(headers);
  typed.set("content-type", "application/json");
  return new Request(url, { method, headers: typed });
}

const notJson = (rule: "unknown" | "type") => ({
  code: "invalid" as const,
  fields: [{ path: "", rule }],
});

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Nothing stands for an empty object, so that actions without fields need no body. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return "{}";
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
