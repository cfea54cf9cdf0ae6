/** What the palette offers: something with a name that can be done. */
export interface Choice {
  id: string;
  group: "conversations" | "pages" | "actions" | "visitors";
  label: string;
  /** Further words that find it. */
  words?: string;
  run(): void;
}

/** Rows that fit without scrolling on a small screen. */
const SHOWN_MAX = 12;

/** Those that hold every typed word, the ones whose name begins with it first. */
export function found(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = choices.flatMap((choice) => {
    const text = `${choice.label} ${choice.words ?? ""}`.toLowerCase();
    if (!wanted.every((word) => text.includes(word))) return [];
    const begins = choice.label.toLowerCase().startsWith(wanted[0] ?? "");
    return [{ choice, rank: begins ? 0 : 1 }];
  });
  return ranked.sort((one, other) => one.rank - other.rank)
    .slice(0, SHOWN_MAX).map(({ choice }) => choice);
}
