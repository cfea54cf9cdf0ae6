/** Documents that are nearly right: one that is, with a few places turned into something else. */
import fc from "fast-check";

/** Values that have broken programs before. */
const STRANGE: unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER + 1,
  0.1,
  "",
  " ",
  "\u0000",
  "\ud800",
  "__proto__",
  "constructor",
  "toString",
  "x".repeat(5_000),
  "'; drop table x; --",
  "{{7*7}}",
  "../../etc/passwd",
  "\u202e",
  [],
  [[[[]]]],
  {},
  { $gt: "" },
  { __proto__: null, a: 1 },
  { toString: 1 },
];

export const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...STRANGE),
  fc.jsonValue({ maxDepth: 3 }),
);

interface Turn {
  at: number;
  how: "replace" | "remove" | "add" | "repeat";
  value: unknown;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom("replace", "remove", "add", "repeat"),
  value: strange,
});

type Place = { holder: Record<string, unknown>; name: string };

function placesOf(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== "object" || value === null) return found;
  const holder = value as Record<string, unknown>;
  for (const name of Object.keys(holder)) {
    found.push({ holder, name });
    placesOf(holder[name], found);
  }
  return found;
}

function apply(root: { document: unknown }, { at, how, value: given }: Turn): void {
  const places = placesOf(root);
  if (places.length === 0) return;
  const value = structuredClone(given);
  const { holder, name } = places[at % places.length];
  if (how === "remove") delete holder[name];
  else if (how === "add") holder[`${name}x`] = value;
  else if (how === "repeat" && Array.isArray(holder[name])) {
    holder[name] = [...holder[name], ...holder[name]];
  } else holder[name] = value;
}

/** A document with up to four places changed. */
export const nearly = (document: unknown): fc.Arbitrary<unknown> =>
  fc.array(turn, { minLength: 1, maxLength: 4 }).map((turns) => {
    const root = { document: structuredClone(document) };
    for (const one of turns) apply(root, one);
    // as JSON brings it: a removed item of a list leaves null, not a hole
    return JSON.parse(JSON.stringify(root)).document;
  });

/** Runs of each property; `FUZZ_RUNS` asks for more of them. */
export const runs = (usual: number): number => Number(Deno.env.get("FUZZ_RUNS") ?? usual);
