/**
 * Builds every part of the console into `console/dist` and prints what a first visit downloads.
 * `deno run -A console/build.ts [desk|widget|shop|loader …]`; without a name, everything.
 */
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { SCRIPT_NAMES, scriptConfig, type Site, siteConfig, SITES } from "./vite.config.ts";

const PARTS = [...SITES, "loader"] as const;
type Part = (typeof PARTS)[number];

const isPart = (word: string): word is Part => (PARTS as readonly string[]).includes(word);

async function buildPart(part: Part): Promise<void> {
  const startedAt = Date.now();
  const bytes = part === "loader" ? await buildScripts() : await buildSite(part);
  console.log(`${part}: ${(bytes / 1024).toFixed(1)} KB gzip in all, ${Date.now() - startedAt} ms`);
}

async function buildScripts(): Promise<number> {
  let bytes = 0;
  for (const script of SCRIPT_NAMES) {
    await build(scriptConfig(script));
    bytes += await gzipBytes(new URL(`./dist/${script}`, import.meta.url));
  }
  return bytes;
}

async function buildSite(site: Site): Promise<number> {
  await build(siteConfig(site));
  return await siteBytes(site);
}

async function siteBytes(site: Site): Promise<number> {
  const folder = new URL(`./dist/${site}/`, import.meta.url);
  let bytes = 0;
  for (const name of await readdir(folder, { recursive: true })) {
    if (/\.(html|js|css)$/.test(name)) bytes += await gzipBytes(new URL(name, folder));
  }
  return bytes;
}

const gzipBytes = async (file: URL): Promise<number> => gzipSync(await readFile(file)).length;

if (import.meta.main) {
  const words = Deno.args.length > 0 ? Deno.args : [...PARTS];
  const wrong = words.find((word) => !isPart(word));
  if (wrong !== undefined) {
    console.error(`There is no part "${wrong}". Known parts: ${PARTS.join(", ")}.`);
    Deno.exit(2);
  }
  for (const part of words.filter(isPart)) await buildPart(part);
}
