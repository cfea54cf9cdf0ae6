import { Hono } from "hono";
import type { StoredFile } from "../../engine/contract/ports/files.ts";
import { isToken } from "../../engine/contract/wire/ids.ts";
import type { Gateway } from "../context.ts";
import type { Connection } from "../environment.ts";
import { clientAddress } from "../limits/address.ts";
import { isRaster } from "./kinds.ts";
import { linkIsGood } from "./links.ts";
import { inPieces } from "./pieces.ts";

/**
 * The second origin: nothing but what people uploaded, so that a file that a browser runs after
 * all finds no cookie and no page to talk to. Every miss is the same 404.
 */
const HEADERS: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
  "cross-origin-resource-policy": "cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
};

const missing = () =>
  new Response("404", { status: 404, headers: { ...HEADERS, "cache-control": "no-store" } });

const RETRY_FULL_MS = 2_000;
/** Beside the request itself, a token of the address's budget: a range costs the whole file. */
const TOKEN_BYTES = 256 * 1024;

function tooMany(waitMs: number): Response {
  const retry = { "retry-after": String(Math.ceil(waitMs / 1000)) };
  return new Response("429", { status: 429, headers: { ...HEADERS, ...retry } });
}

export function filesOrigin(gateway: Gateway): Hono<{ Bindings: Connection }> {
  const app = new Hono<{ Bindings: Connection }>();
  app.notFound(missing);
  app.onError(() => new Response("500", { status: 500, headers: HEADERS }));
  app.get("/f/:id", async (c) => {
    // without a reader nobody would ever give the place back
    if (c.req.method !== "GET") return missing();
    const forwarded = c.req.header("x-forwarded-for");
    const address = clientAddress(c.env.peer, forwarded, gateway.settings.trustedProxies);
    const waitMs = gateway.budgets.take("filesPerAddress", address);
    if (waitMs > 0) return tooMany(waitMs);
    const { id } = c.req.param();
    const { until = "", signature = "" } = c.req.query();
    const { secret } = gateway.settings;
    if (!isToken(id) || !linkIsGood(secret, id, until, signature, gateway.clock.wall())) {
      return missing();
    }
    const file = await gateway.files.head(id);
    if (!file) return missing();
    const moreMs = gateway.budgets.take("filesPerAddress", address, file.bytes / TOKEN_BYTES);
    if (moreMs > 0) return tooMany(moreMs);
    const release = gateway.downloads.take(address);
    if (!release) return tooMany(RETRY_FULL_MS);
    let bytes: Uint8Array | undefined;
    try {
      bytes = await gateway.files.read(id);
    } finally {
      if (!bytes) release();
    }
    return bytes ? served(file, bytes, c.req.header("range"), release) : missing();
  });
  return app;
}

function served(
  file: StoredFile,
  bytes: Uint8Array,
  range: string | undefined,
  release: () => void,
): Response {
  const place = isRaster(file.type) ? "inline" : "attachment";
  const headers: Record<string, string> = {
    ...HEADERS,
    "content-type": file.type === "text/plain" ? "text/plain; charset=utf-8" : file.type,
    "content-disposition": `${place}; filename="file"; filename*=UTF-8''${
      encodeURIComponent(file.name).replace(/['()*]/g, escaped)
    }`,
    "cache-control": "private, max-age=600, immutable",
    "accept-ranges": "bytes",
  };
  const part = range === undefined ? undefined : partOf(range, bytes.length);
  const [from, to] = part ?? [0, bytes.length - 1];
  if (part) headers["content-range"] = `bytes ${from}-${to}/${bytes.length}`;
  headers["content-length"] = String(to - from + 1);
  const body = inPieces(bytes.subarray(from, to + 1), release);
  return new Response(body, { status: part ? 206 : 200, headers });
}

const escaped = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/** One range, as players ask for; anything else gets the whole. */
function partOf(range: string, length: number): [from: number, to: number] | undefined {
  const found = /^bytes=(\d+)-(\d*)$/.exec(range);
  if (!found) return undefined;
  const from = Number(found[1]);
  const to = found[2] === "" ? length - 1 : Math.min(Number(found[2]), length - 1);
  return from <= to ? [from, to] : undefined;
}
