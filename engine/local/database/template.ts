import { openPGlite } from "./pglite_database.ts";

/**
 * An empty database folder, made once on this machine and copied for every new data folder:
 * making one from nothing takes seconds, a copy a tenth of one. It holds no data, and where the
 * cache cannot be written a new folder is simply made from nothing. PostgreSQL's own template
 * databases serve nobody here; without them a copy has 371 files instead of 971.
 */
const CACHE = new URL("../../../.cache/pglite/", import.meta.url);

const WITHOUT_TEMPLATES = ["template0", "template1"].flatMap((name) => [
  `alter database ${name} is_template false`,
  `drop database ${name}`,
]);

/** Name of the template, so that another version of the database makes its own. */
async function templateName(): Promise<string> {
  const url = new URL("../../../deno.json", import.meta.url);
  const { imports } = JSON.parse(await Deno.readTextFile(url));
  return `${String(imports["@electric-sql/pglite"]).split("@").at(-1)}-lean`;
}

/** Fills `folder`, which must not exist yet. Resolves to false when it has to be made by hand. */
export async function copyTemplate(folder: string): Promise<boolean> {
  try {
    const template = new URL(await templateName(), CACHE).pathname;
    if (!await isThere(template)) await makeTemplate(template);
    await copyFolder(template, `${folder}.new`);
    await Deno.rename(`${folder}.new`, folder);
    return true;
  } catch {
    await Deno.remove(`${folder}.new`, { recursive: true }).catch(() => {});
    return false; // an unwritable or half-removed cache only costs the time it saves
  }
}

/** Under a name of its own first: several processes may start at once, and the first one wins. */
async function makeTemplate(template: string): Promise<void> {
  await Deno.mkdir(CACHE, { recursive: true });
  const own = `${template}.${Deno.pid}`;
  const db = await openPGlite(own);
  for (const text of [...WITHOUT_TEMPLATES, "checkpoint"]) await db.query(text);
  await db.close();
  try {
    await Deno.rename(own, template);
  } catch {
    await Deno.remove(own, { recursive: true }); // another process was first
  }
}

const isThere = (path: string): Promise<boolean> =>
  Deno.stat(path).then((found) => found.isDirectory, () => false);

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true, mode: 0o700 });
  for await (const entry of Deno.readDir(from)) {
    const [source, target] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (entry.isDirectory) await copyFolder(source, target);
    else await Deno.copyFile(source, target);
  }
}
