import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { InlineConfig } from "vite";

/**
 * The console is three small sites and one script, each built on its own so that none pulls in
 * another's chunks: the agents' desk, the visitor's widget page, the demo shop, and the script tag
 * that a host page carries. Every path is served under its own base.
 */
export const SITES = ["desk", "widget", "shop"] as const;
export type Site = (typeof SITES)[number];

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The strict content policy forbids inline code, so nothing may be inlined into the pages. */
const shared: InlineConfig = {
  configFile: false,
  logLevel: "warn",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
};

/** The pages of a site: its own index, and one per folder that has one (the shop has two fronts). */
function pagesOf(site: Site): string[] {
  const root = path(site);
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return ["", ...folders.map((folder) => folder.name)]
    .map((folder) => join(root, folder, "index.html"))
    .filter((page) => existsSync(page));
}

export function siteConfig(site: Site): InlineConfig {
  return {
    ...shared,
    // what has to keep its name: the manifest and its icon
    publicDir: existsSync(path(`${site}/public`)) ? path(`${site}/public`) : false,
    root: path(site),
    base: `/${site}/`,
    build: {
      outDir: path(`dist/${site}`),
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 600,
      rolldownOptions: { input: pagesOf(site) },
    },
  };
}

/** Scripts of a shop's page: one file each, and one global name when the other has to call it. */
const SCRIPTS = {
  "widget.js": { entry: "widget/loader/loader.ts", name: "TidegateLoader" },
  "browsing.js": { entry: "widget/browsing/browsing.ts", name: "TidegateBrowsing" },
} as const;
export const SCRIPT_NAMES = Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[];

export function scriptConfig(script: keyof typeof SCRIPTS): InlineConfig {
  const { entry, name } = SCRIPTS[script];
  return {
    ...shared,
    root: path("widget"),
    build: {
      outDir: path("dist"),
      emptyOutDir: false,
      target: "es2020",
      reportCompressedSize: false,
      lib: { entry: path(entry), formats: ["iife"], name, fileName: () => script },
    },
  };
}
