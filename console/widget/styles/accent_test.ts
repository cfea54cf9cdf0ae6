import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CSS } from "../loader/style.ts";

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
/** What a rule of a sheet says. */
const rule = (sheet: string, selector: string): string => {
  const [, after] = read(sheet).split(`\n${selector} {`);
  assert.ok(after, `${selector} in ${sheet}`);
  return after.slice(0, after.indexOf("}"));
};

/** `islands/look.ts` puts the shop's colour over the accent: what is to wear it comes from there. */
Deno.test("look - the visitor's words wear the shop's colour, as soft as text on it bears", () => {
  assert.match(rule("messages.css", ".me .bubble"), /background: var\(--accent-soft\);/);
  assert.match(rule("panel.css", ":root"), /--accent-soft: color-mix\([^;]*var\(--accent\) 13%/);
});

Deno.test("look - the ring around what has focus wears it too, in the frame and on the button", () => {
  assert.match(rule("panel.css", ":focus-visible"), /outline: 2px solid var\(--accent\);/);
  assert.match(CSS, /button:focus-visible\{outline:2px solid var\(--a\)/);
});
