/** The tree as the tidy test reads it: tracked and new files, their text and their imports. */
export interface SourceFile {
  path: string;
  text: string;
  lines: number;
  imports: string[];
  test: boolean;
}

const ROOT = new URL("../../", import.meta.url);

/** Paths git tracks or would track, relative to the root, in order. */
export async function projectPaths(): Promise<string[]> {
  const out = await new Deno.Command("git", {
    args: ["ls-files", "--cached", "--others", "--exclude-standard"],
    cwd: ROOT,
  }).output();
  if (!out.success) throw new Error("git ls-files failed: the tidy test runs in a checkout");
  const listed = new TextDecoder().decode(out.stdout).split("\n").filter(Boolean);
  const present = await Promise.all(listed.map(async (path) => {
    const stat = await Deno.lstat(new URL(path, ROOT)).catch(() => undefined);
    return stat?.isFile ? path : undefined;
  }));
  return [...new Set(present.filter((path) => path !== undefined))].sort();
}

export const readProject = (path: string): Promise<string> =>
  Deno.readTextFile(new URL(path, ROOT));

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s*"([^"]+)"|(?:^|\n)\s*import\s*"([^"]+)"/g;
const DYNAMIC = /\bimport\(\s*"(\.[^"]+\.tsx?)"/g;

/** Every TypeScript source with its imports resolved to project paths (bare names stay as they are). */
export async function sources(): Promise<SourceFile[]> {
  const paths = (await projectPaths()).filter((path) => /\.tsx?$/.test(path));
  return await Promise.all(paths.map(async (path) => {
    const text = await readProject(path);
    const named = [...text.matchAll(IMPORT), ...text.matchAll(DYNAMIC)].map((m) => m[1] ?? m[2]);
    const imports = named.map((name) => resolve(path, name));
    const lines = text.split("\n").length - 1;
    return { path, text, lines, imports, test: isTest(path) };
  }));
}

const isTest = (path: string) =>
  /_(test|bench)\.tsx?$/.test(path) || path.startsWith("tests/") || path.includes("/testing/");

function resolve(from: string, name: string): string {
  if (!name.startsWith(".")) return name;
  return new URL(name, `file:///${from}`).pathname.slice(1);
}

/** A pattern over the code alone: comments blanked, so that prose may name what is banned. */
export const withoutComments = (text: string): string =>
  text.replace(/\/\*[\s\S]*?\*\//g, (match) => match.replace(/[^\n]/g, " ")).replace(
    /(^|[^:"'`])\/\/[^\n]*/g,
    "$1",
  );
