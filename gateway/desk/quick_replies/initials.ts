/** Longest run that is kept; beyond it nobody types on. */
const INITIALS_MAX = 200;

/** Loaded when the first reply is written: the dictionary is large and reading needs none of it. */
let library: Promise<typeof import("pinyin-pro")> | undefined;

/**
 * First letters of the pinyin, in lower case and without spaces: 运费险由店铺赠送 → yfxydpzs.
 * Words with several readings are read in their context by the library's dictionary.
 */
export async function initialsOf(text: string): Promise<string> {
  library ??= import("pinyin-pro");
  const { pinyin } = await library;
  const letters = pinyin(text.slice(0, INITIALS_MAX), {
    pattern: "first",
    toneType: "none",
    type: "array",
  });
  return letters.join("").toLowerCase().replace(/[^a-z0-9]/g, "");
}
