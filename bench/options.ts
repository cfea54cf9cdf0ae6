/** The command line of `deno task bench`: a wrong word is answered with its name and an example. */
export class BenchOptionWrong extends Error {
  override name = "BenchOptionWrong";
}

export interface BenchOptions {
  name: string;
  /** Files named after the bench, for `compare` and `plan`. */
  files: string[];
  target?: string;
  data?: string;
  json?: string;
  report?: string;
  seed: number;
  times: number;
  stories: number;
  seconds?: number;
  /** Of `bench xl`: how many wait. */
  size?: number;
  /** Parts of `bench kernel`, with commas between. */
  only?: string;
}

const SEED_DEFAULT = 11_11;
const NUMBERS: Record<
  string,
  { field: "seed" | "times" | "stories" | "seconds" | "size"; most: number }
> = {
  "--seed": { field: "seed", most: 2 ** 32 - 1 },
  "--times": { field: "times", most: 10_000 },
  "--stories": { field: "stories", most: 100_000 },
  "--size": { field: "size", most: 10_000_000 },
  "--seconds": { field: "seconds", most: 86_400 },
};
const EXAMPLES: Record<string, string> = {
  "--target": "http://127.0.0.1:8787",
  "--only": "10k_200,lines",
};
const TEXTS: Record<string, "target" | "data" | "json" | "report" | "only"> = {
  "--target": "target",
  "--data": "data",
  "--json": "json",
  "--report": "report",
  "--only": "only",
};

/** Throws BenchOptionWrong. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const [name = "", ...rest] = args;
  const options: BenchOptions = {
    name,
    files: [],
    seed: SEED_DEFAULT,
    times: 50,
    stories: 3_000,
  };
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at];
    if (!word.startsWith("--")) {
      options.files.push(word);
      continue;
    }
    const value = rest[++at];
    if (!(word in NUMBERS) && !(word in TEXTS)) {
      throw new BenchOptionWrong(`${word} is not an option of bench: see deno task bench --help.`);
    }
    if (value === undefined || value.startsWith("--")) {
      throw new BenchOptionWrong(`${word} needs a value, as in ${word} ${example(word)}.`);
    }
    if (word in TEXTS) options[TEXTS[word]] = value;
    else options[NUMBERS[word].field] = numberOf(word, value);
  }
  if (options.target !== undefined) options.target = addressOf(options.target);
  return options;
}

function numberOf(word: string, value: string): number {
  const number = Number(value);
  const { most } = NUMBERS[word];
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new BenchOptionWrong(`${word} takes a whole number from 1 to ${most}, as in ${word} 60.`);
}

function addressOf(text: string): string {
  const url = URL.parse(text);
  if (url && (url.protocol === "http:" || url.protocol === "https:")) return url.origin;
  throw new BenchOptionWrong(`--target takes an address, as in --target ${example("--target")}.`);
}

const example = (word: string): string => EXAMPLES[word] ?? (word in NUMBERS ? "60" : "run.json");
