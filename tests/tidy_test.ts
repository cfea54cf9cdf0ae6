/** The house rules that a machine can check. Each rule names the files that break it. */
import assert from "node:assert/strict";
import { projectPaths, readProject, sources, withoutComments } from "./support/source_tree.ts";

const ROOT_FOLDERS = ["engine", "gateway", "console", "bench", "deploy", "tests"];
const ROOT_FILES = ["deno.json", "deno.lock", "README.md", "LICENSE"];
const COMPOSITION_ROOTS = ["engine/main.ts", "gateway/main.ts", "deploy/embedded.ts"];
const LINES_MAX = 400;
const WHY_OVER = 300;

const files = await sources();
const paths = await projectPaths();

function none(broken: string[], rule: string): void {
  assert.deepEqual(broken, [], `${rule}:\n${broken.join("\n")}`);
}

Deno.test("tidy - the root holds the folders of the house, the manifest and dotfiles alone", () => {
  const tops = new Set(paths.map((path) => path.split("/")[0]));
  const strange = [...tops].filter((top) =>
    !top.startsWith(".") && !ROOT_FOLDERS.includes(top) && !ROOT_FILES.includes(top)
  );
  none(strange, "not part of the house");
});

Deno.test("tidy - a source file has at most 400 lines, and over 300 says why", () => {
  const tables = /\/words\//;
  const long = files.filter((file) => file.lines > LINES_MAX && !tables.test(file.path)).map((f) =>
    `${f.path} ${f.lines}`
  );
  none(long, "too long");
  const silent = files.filter((f) =>
    f.lines > WHY_OVER && !f.test && !tables.test(f.path) && !/^\s*\/[*/]/.test(f.text)
  );
  none(silent.map((f) => f.path), "over 300 lines without a first comment");
});

/** From → the folders of ours that it may import besides its own. */
const ALLOWED: [from: string, to: string[]][] = [
  ["engine/contract/wire/", ["engine/contract/wire/", "engine/contract/ports/"]],
  ["engine/contract/", ["engine/contract/"]],
  ["engine/ports/", ["engine/contract/", "engine/ports/"]],
  ["engine/core/", ["engine/contract/", "engine/core/"]],
  ["engine/actors/", ["engine/contract/", "engine/core/", "engine/ports/", "engine/actors/"]],
  ["engine/promises/", ["engine/contract/", "engine/core/", "engine/ports/", "engine/promises/"]],
  ["engine/simulator/", ["engine/contract/", "engine/core/", "engine/simulator/"]],
  ["engine/records/", ["engine/contract/", "engine/ports/", "engine/records/"]],
  ["engine/", ["engine/"]],
  ["gateway/", ["engine/contract/", "gateway/"]],
  ["console/", ["engine/contract/wire/", "console/"]],
  ["bench/door/", [
    "engine/contract/",
    "engine/nats/mod.ts",
    "engine/local/clock.ts",
    "deploy/",
    "bench/",
  ]],
  ["bench/", ["engine/contract/", "deploy/parts.ts", "deploy/demo/client.ts", "bench/"]],
  ["deploy/", ["engine/", "gateway/", "console/build.ts", "deploy/"]],
];

function mayImport(from: string, to: string): boolean {
  if (!ROOT_FOLDERS.some((folder) => to.startsWith(`${folder}/`))) return true;
  if (COMPOSITION_ROOTS.includes(from)) return true;
  const rule = ALLOWED.find(([folder]) => from.startsWith(folder));
  return rule === undefined || rule[1].some((folder) => to.startsWith(folder));
}

Deno.test("tidy - dependencies point one way", () => {
  const wrong = files.filter((file) => !file.test).flatMap((file) =>
    file.imports.filter((to) => !mayImport(file.path, to)).map((to) => `${file.path} -> ${to}`)
  );
  none(wrong, "imports against the direction of the house");
});

Deno.test("tidy - core and actors reach the world only through ports", () => {
  const banned =
    /Date\.now|performance\.now|Math\.random|randomUUID|\bsetTimeout\b|\bsetInterval\b|\bfetch\(|\bDeno\./;
  // Benches measure the core from outside: they read the clock and print.
  const bench = /(^|\/)bench\/|_bench\.ts$/;
  const pure = files.filter((file) =>
    !file.test && !bench.test(file.path) && /^engine\/(core|actors)\//.test(file.path)
  );
  none(pure.filter((f) => banned.test(withoutComments(f.text))).map((f) => f.path), "impure");
});

Deno.test("tidy - browsers load types and literal tables, never a schema library", () => {
  const heavy = files.filter((file) =>
    !file.test &&
    (file.path.startsWith("console/") || file.path.startsWith("engine/contract/wire/"))
  ).filter((file) => file.imports.some((name) => /^(zod|@hono\/|hono|node:)/.test(name)))
    .filter((file) => !["console/build.ts", "console/vite.config.ts"].includes(file.path));
  none(heavy.map((file) => file.path), "imports a library that browsers must not carry");
});

Deno.test("tidy - the lock file records no addresses and nothing comes from elsewhere", async () => {
  assert.doesNotMatch(await readProject("deno.lock"), /https?:\/\//);
  const elsewhere = files.filter((file) =>
    file.imports.some((name) => /^(jsr:|https?:)/.test(name))
  );
  none(elsewhere.map((file) => file.path), "imports from outside the one registry");
  assert.doesNotMatch(await readProject("deno.json"), /jsr:|[@^~]\^|npm:[^"]*@[\^~]/);
});

Deno.test("tidy - no committed file names a path of one machine", async () => {
  const broken: string[] = [];
  for (const path of paths.filter((name) => !/\.(png|lock|gz|bin)$/.test(name))) {
    const text = await readProject(path).catch(() => "");
    if (
      /(^|[^a-zA-Z.$}])\/(home|root|tmp|Users|work)\//.test(text) && path !== "tests/tidy_test.ts"
    ) {
      broken.push(path);
    }
  }
  none(broken, "names a machine's path");
});

Deno.test("tidy - nothing is left switched off or half done", () => {
  const left = /Deno\.test\.(only|ignore)|\b(TODO|FIXME|XXX)\b|\b(only|ignore): true/;
  const broken = files.filter((f) => f.path !== "tests/tidy_test.ts" && left.test(f.text));
  none(broken.map((file) => file.path), "left over");
});

const EXPORT =
  /^export (?:async )?(const|let|function\*?|class|interface|type|enum) ([A-Za-z0-9_$]+)/gm;

/** A type may stand in its own file's signatures alone; a value that nobody imports is dead. */
const servesItsOwnFile = (kind: string, name: string, text: string): boolean =>
  (kind === "type" || kind === "interface") && text.split(new RegExp(`\\b${name}\\b`)).length > 2;

Deno.test("tidy - every export is used outside its file", () => {
  const words = new Map<string, number>();
  for (const file of files) {
    for (const word of new Set(file.text.match(/[A-Za-z0-9_$]+/g) ?? [])) {
      words.set(word, (words.get(word) ?? 0) + 1);
    }
  }
  // The contract is for others as well, and k6 calls what its scripts export by name.
  const called = /^(engine\/contract|bench\/scenarios)\//;
  const dead = files.filter((file) => !called.test(file.path)).flatMap((file) =>
    [...file.text.matchAll(EXPORT)]
      .filter(([, kind, name]) => words.get(name) === 1 && !servesItsOwnFile(kind, name, file.text))
      .map(([, , name]) => `${file.path} ${name}`)
  );
  none(dead, "exported and used nowhere else");
});
