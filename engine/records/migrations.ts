import type { Migration } from "./migrate.ts";

/** Migrations of a folder beside this file, in the order of their numbers. */
export async function migrationsIn(folder: URL): Promise<Migration[]> {
  const found: Migration[] = [];
  for await (const file of Deno.readDir(folder)) {
    if (!file.isFile || !file.name.endsWith(".sql")) continue;
    const text = await Deno.readTextFile(new URL(file.name, folder));
    found.push({ name: file.name.slice(0, -".sql".length), text });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const FOLD_MIGRATIONS: URL = new URL("./migrations/fold/", import.meta.url);
export const DESK_MIGRATIONS: URL = new URL("./migrations/desk/", import.meta.url);
