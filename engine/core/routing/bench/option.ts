/**
 * What a bench was told on its command line: the word behind `name`, such as `--json`; empty where
 * none follows, undefined where it was not told.
 */
export function option(name: string): string | undefined {
  const at = Deno.args.indexOf(name);
  return at < 0 ? undefined : Deno.args[at + 1] ?? "";
}
