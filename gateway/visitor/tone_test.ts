import assert from "node:assert/strict";
import fc from "fast-check";
import { contrast, toneOf } from "./tone.ts";

const rgb = (hex: string) =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as readonly [
    number,
    number,
    number,
  ];
const colour = fc.nat(0xffffff).map((n) => "#" + n.toString(16).padStart(6, "0"));

Deno.test("look - any shop's colour can be read on both themes, and the text on it too", () => {
  fc.assert(
    fc.property(colour, fc.constantFrom("light" as const, "dark" as const), (hex, theme) => {
      const tone = toneOf(hex, theme);
      assert.ok(tone);
      const surface = rgb(theme === "light" ? "#ffffff" : "#11171d");
      assert.ok(contrast(rgb(tone.accent), surface) >= 4.5);
      assert.ok(contrast(rgb(tone.accent), rgb(tone.contrast)) >= 4.5);
    }),
  );
});

Deno.test("look - what is not a plain hex colour is left out", () => {
  for (const odd of ["red", "#123", "url(x)", "#12345g", ""]) {
    assert.equal(toneOf(odd, "light"), undefined);
  }
});
