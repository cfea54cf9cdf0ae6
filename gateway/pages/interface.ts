import { cookieName } from "../door.ts";
import type { App } from "../environment.ts";
import { scopeFor } from "../identity/keys/scopes.ts";

/** The interface as programs read it: what the routes say of themselves, and who may ask. */
export const INFO = {
  openapi: "3.1.0",
  info: {
    title: "Tidegate",
    version: "1",
    description: "Errors are problem documents (RFC 9457) with a closed list of codes. " +
      "Every POST may carry an Idempotency-Key, scoped to the session; where it is a parameter a " +
      "repeat does nothing again; retry for at most 60 s. Patterns are for a reader of Unicode " +
      "(flag u). Sockets ask for a ticket in their first frame: see the AsyncAPI document.",
  },
};

type Document = ReturnType<App["getOpenAPI31Document"]>;
type Security = Record<string, string[]>[];

export function interfaceOf(app: App, secure: boolean): Document {
  const document = app.getOpenAPI31Document(INFO);
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    const operations = methods as Record<string, { security?: Security }>;
    for (const [method, operation] of Object.entries(operations)) {
      operation.security ??= doorOf(method.toUpperCase(), path);
    }
  }
  document.components = { ...document.components, securitySchemes: schemes(secure) };
  barePatterns(document);
  return document;
}

/** A route that says nothing of its own stands behind the visitors' door or that of the staff. */
function doorOf(method: string, path: string): Security {
  if (path.startsWith("/api/v1/visitor/")) return [{ visitorToken: [] }];
  const scope = scopeFor(method, path);
  return [{ session: [] }, ...scope === undefined ? [] : [{ apiKey: [scope] }]];
}

const schemes = (secure: boolean) => ({
  session: {
    type: "apiKey" as const,
    in: "cookie" as const,
    name: cookieName(secure),
    description: "A member of the staff, signed in by POST /api/v1/session; the role decides.",
  },
  apiKey: {
    type: "http" as const,
    scheme: "bearer",
    description: "A program, by a key that an admin made with the scopes named here.",
  },
  visitorToken: {
    type: "http" as const,
    scheme: "bearer",
    description: "A visitor, by the token of POST /api/v1/visitor/sessions.",
  },
});

/** The generator writes a literal's flags behind its source, where a slash of its own is escaped. */
const FLAGS = /(?<!\\)\/[a-z]+$/;

function barePatterns(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const node = value as Record<string, unknown>;
  for (const [name, one] of Object.entries(node)) {
    if (name === "pattern" && typeof one === "string") node.pattern = one.replace(FLAGS, "");
    else barePatterns(one);
  }
}
