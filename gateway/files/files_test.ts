import assert from "node:assert/strict";
import { dimensionsOf } from "./dimensions.ts";
import { kindOf } from "./kinds.ts";
import { cleanName } from "./names.ts";
import { jpegOf, pngOf } from "../testing/pictures.ts";

const text = (words: string) => new TextEncoder().encode(words);

Deno.test("files - the bytes say what a file is, not its name", () => {
  assert.equal(kindOf(pngOf(2, 3), "evil.html")?.type, "image/png");
  assert.equal(kindOf(text("order 4711"), "a.txt")?.type, "text/plain");
  assert.equal(kindOf(text("%PDF-1.7 …"), "a.pdf")?.type, "application/pdf");
  assert.equal(kindOf(text("OggS\0\0"), "a.ogg")?.type, "audio/ogg");
});

Deno.test("files - what a browser would run is no accepted kind, whatever it is called", () => {
  for (
    const words of [
      "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
      "<?xml version='1.0'?><svg/>",
      "<!DOCTYPE html><p>",
      "hello <ScRiPt>alert(1)</script>",
      "\0\0binary",
    ]
  ) assert.equal(kindOf(text(words), "a.png"), undefined, words);
});

Deno.test("files - dimensions come from the header; a damaged picture has none", () => {
  assert.deepEqual(dimensionsOf("image/png", pngOf(50_000, 50_000)), {
    width: 50_000,
    height: 50_000,
  });
  assert.deepEqual(dimensionsOf("image/jpeg", jpegOf(640, 480)), { width: 640, height: 480 });
  assert.equal(dimensionsOf("image/png", pngOf(0, 5)), undefined);
  assert.equal(dimensionsOf("image/jpeg", jpegOf(640, 480).slice(0, 8)), undefined);
});

Deno.test("files - names lose paths, directions and false extensions", () => {
  assert.equal(cleanName("../../etc/passwd", "txt"), "passwd.txt");
  assert.equal(cleanName("photo\u202Egpj.exe", "jpg"), "photogpj.jpg");
  assert.equal(cleanName("a\u061Cb\u00ADc\u2028d\u{E0041}.exe", "txt"), "abcd.txt");
  assert.equal(cleanName("C:\\a\\发票.html", "pdf"), "发票.pdf");
  assert.equal(cleanName("...", "png"), "file.png");
  assert.equal(cleanName("a\r\nb<x>.txt", "txt"), "ab_x_.txt");
  assert.ok([...cleanName("长".repeat(500), "png")].length <= 104);
});
