import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

/**
 * What a visitor downloads before the first message can be typed: the shop's script, the frame's
 * page with everything it names, and one language. Judged on the built files.
 */
const FIRST_LOAD_BYTES_MAX = 30 * 1024;
const LOADER_BYTES_MAX = 3 * 1024;

const dist = new URL("../dist/", import.meta.url);
const built = existsSync(new URL("widget/index.html", dist)) &&
  existsSync(new URL("widget.js", dist));
const read = (name: string): string => readFileSync(new URL(name, dist), "utf8");
const zipped = (name: string): number => gzipSync(read(name), { level: 9 }).length;
const assets = (): string[] => readdirSync(new URL("widget/assets/", dist));
const assetLike = (name: RegExp): string =>
  `widget/assets/${assets().find((one) => name.test(one))}`;

Deno.test({
  name: "widget - the shop's script and the first load keep within their sizes",
  ignore: !built,
  fn() {
    const page = read("widget/index.html");
    const named = [...page.matchAll(/(?:src|href)="\/(widget\/assets\/[^"]+)"/g)].map((m) => m[1]);
    const language = Math.max(zipped(assetLike(/^zh-/)), zipped(assetLike(/^en-/)));
    const loader = zipped("widget.js");
    const parts = ["widget/index.html", ...named].map(zipped);
    const all = parts.reduce((sum, bytes) => sum + bytes, loader + language);
    assert.ok(loader <= LOADER_BYTES_MAX, `the shop's script has ${loader} bytes`);
    assert.ok(all <= FIRST_LOAD_BYTES_MAX, `the first load has ${all} bytes`);
    assert.ok(named.length >= 2, "the page names its script and its style");
  },
});

Deno.test({
  name: "widget - the built page holds nothing inline, and no schema library",
  ignore: !built,
  fn() {
    assert.doesNotMatch(
      read("widget/index.html"),
      /<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/,
    );
    for (const name of assets().filter((one) => one.endsWith(".js"))) {
      assert.doesNotMatch(
        read(`widget/assets/${name}`),
        /ZodError|invalid_union|IntlMessageFormat/,
      );
    }
  },
});
