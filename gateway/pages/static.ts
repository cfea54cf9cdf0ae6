import { createHash } from "node:crypto";
import { extname, join } from "node:path";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Context } from "hono";
import type { Gateway } from "../context.ts";
import type { App, AppEnv } from "../environment.ts";
import { LIMITS } from "../limits/limits.ts";
import { problem } from "../problems.ts";

/**
 * The built pages: `/desk/`, `/widget/`, `/shop/`, and the shops' script `/widget.js`. Read once,
 * compressed once, and read again when the file has changed. Hashed assets are cached for good.
 */
const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".wav": "audio/wav",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};

interface Kept {
  changedAt: number;
  type: string;
  etag: string;
  bytes: Uint8Array;
  zipped?: Uint8Array;
}

const FILES_MAX = 500;
const ZIP_FROM_BYTES = 512;
const WORTH_ZIPPING = /^(text\/|application\/(json|manifest)|image\/svg)/;
const squeeze = promisify(gzip);

/** One safe path segment; a dot file, `..` or an encoded slash is none. */
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9_.@-]*$/;

/** What a shop's page loads: the widget's button, and what tells who is browsing. */
export const SHOP_SCRIPTS = ["/widget.js", "/browsing.js"];

export function staticRoutes(app: App, gateway: Gateway): void {
  const kept = new Map<string, Kept>();
  const serve = async (c: Context<AppEnv>) => {
    const name = fileFor(c.req.path);
    const found = name && await read(gateway.staticFolder, name, kept);
    return found ? send(c, found, c.req.path) : problem(c, { code: "not_found" });
  };
  app.get("/", (c) => c.redirect("/desk/", 302));
  // browsers ask for it whatever a page says; the pages name their own icons
  app.get("/favicon.ico", (c) => c.body(null, 204, { "cache-control": "max-age=86400" }));
  for (const path of ["desk", "widget", "shop"]) {
    app.get(`/${path}`, (c) => c.redirect(`/${path}/`, 302));
    app.get(`/${path}/*`, serve);
  }
  for (const script of SHOP_SCRIPTS) app.get(script, serve);
}

/** The file that a path stands for: itself, a folder's index, or the desk for the desk's routes. */
function fileFor(path: string): string | undefined {
  const segments = path.split("/").filter((one) => one !== "");
  if (!segments.every((one) => SEGMENT.test(one))) return undefined;
  if (extname(path) !== "") return segments.join("/");
  if (segments[0] === "desk") return "desk/index.html";
  return [...segments, "index.html"].join("/");
}

async function read(
  folder: string,
  name: string,
  kept: Map<string, Kept>,
): Promise<Kept | undefined> {
  const path = join(folder, name);
  const state = await stat(path).catch(() => undefined);
  if (!state?.isFile() || state.size > LIMITS.staticFileBytesMax) return undefined;
  const before = kept.get(name);
  if (before && before.changedAt === state.mtimeMs) return before;
  const type = TYPES[extname(name).toLowerCase()];
  if (!type) return undefined;
  const bytes = new Uint8Array(await readFile(path));
  const worth = bytes.length >= ZIP_FROM_BYTES && WORTH_ZIPPING.test(type);
  const file: Kept = {
    changedAt: state.mtimeMs,
    type,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
    bytes,
    ...(worth && { zipped: new Uint8Array(await squeeze(bytes, { level: 9 })) }),
  };
  if (kept.size >= FILES_MAX) kept.delete(kept.keys().next().value!);
  kept.set(name, file);
  return file;
}

function send(c: Context<AppEnv>, file: Kept, path: string): Response {
  const hashed = path.includes("/assets/");
  const headers: Record<string, string> = {
    "content-type": file.type,
    "etag": file.etag,
    "vary": "accept-encoding",
    "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (c.req.header("if-none-match") === file.etag) return c.body(null, 304, headers);
  const zip = file.zipped && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  if (zip) headers["content-encoding"] = "gzip";
  return c.body((zip ? file.zipped! : file.bytes) as Uint8Array<ArrayBuffer>, 200, headers);
}
