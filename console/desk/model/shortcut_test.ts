import assert from "node:assert/strict";
import { KEY_SHEET } from "./key_sheet.ts";
import { type Press, shortcutOf, SHORTCUTS } from "./shortcut.ts";

const FREE = { typing: false, covered: false };
const press = (key: string, more: Partial<Press & { shiftKey: boolean }> = {}) => ({
  key,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});

Deno.test("shortcuts - a question mark asks for the sheet, with Shift or without", () => {
  assert.equal(shortcutOf(press("?"), FREE), "?");
  assert.equal(shortcutOf(press("?", { shiftKey: true }), FREE), "?");
});

Deno.test("shortcuts - in a text, a composition, under a layer or with a modifier it is a letter", () => {
  assert.equal(shortcutOf(press("?"), { ...FREE, typing: true }), undefined);
  assert.equal(shortcutOf(press("?"), { ...FREE, covered: true }), undefined);
  for (const held of ["isComposing", "ctrlKey", "metaKey", "altKey"] as const) {
    assert.equal(shortcutOf(press("?", { [held]: true }), FREE), undefined, held);
  }
});

Deno.test("shortcuts - letters count in both cases, keys that do nothing are nobody's", () => {
  assert.equal(shortcutOf(press("J"), FREE), "j");
  for (const key of ["Enter", "x"]) assert.equal(shortcutOf(press(key), FREE), undefined);
});

Deno.test("shortcuts - the sheet tells every key that acts, itself among them", () => {
  const told = KEY_SHEET.flatMap(([keys]) => keys.map((key) => key.toLowerCase()));
  assert.deepEqual(SHORTCUTS.filter((one) => !told.includes(one)), []);
});
