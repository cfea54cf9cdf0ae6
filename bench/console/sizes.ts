/** What a first visit downloads, of the built files. */
import { gzipSync } from "node:zlib";
import type { Figure } from "../figures.ts";

const DIST = new URL("../../console/dist/", import.meta.url);

async function kilobytes(names: string[]): Promise<number> {
  const sizes = await Promise.all(
    names.map(async (name) =>
      gzipSync(await Deno.readFile(new URL(name, DIST)), { level: 9 }).length
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** The page and everything it names. */
async function named(page: string): Promise<string[]> {
  const text = await Deno.readTextFile(new URL(page, DIST));
  return [page, ...[...text.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((m) => m[1])];
}

async function largestLanguage(): Promise<string> {
  const names = [...Deno.readDirSync(new URL("widget/assets/", DIST))].map(({ name }) => name)
    .filter((name) => /^(zh|en)-.*\.js$/.test(name));
  const sizes = await Promise.all(names.map((name) => kilobytes([`widget/assets/${name}`])));
  return `widget/assets/${names[sizes.indexOf(Math.max(...sizes))]}`;
}

export async function sizes(): Promise<Figure[]> {
  const desk = await kilobytes(await named("desk/index.html"));
  const widget = await kilobytes(
    ["widget.js", ...await named("widget/index.html"), await largestLanguage()],
  );
  return [
    { name: "console.desk_kb", value: desk, unit: "KB gzip", note: "page, scripts, styles" },
    {
      name: "console.widget_kb",
      value: widget,
      unit: "KB gzip",
      note: "shop's script, page, scripts, styles, one language",
    },
  ];
}
