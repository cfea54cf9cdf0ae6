const NAME_CHARACTERS_MAX = 100;

/**
 * A name to show and to save under: no path, no control or direction characters (they can make
 * `gpj.exe` read as `exe.jpg`), and the extension that the bytes have.
 */
export function cleanName(given: string, extension: string): string {
  const last = given.normalize("NFC").split(/[/\\]/).pop() ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "")
    .replace(/[<>:"|?*]/g, "_")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  const dot = plain.lastIndexOf(".");
  const base = (dot > 0 ? plain.slice(0, dot) : plain) || "file";
  return `${[...base].slice(0, NAME_CHARACTERS_MAX).join("")}.${extension}`;
}
