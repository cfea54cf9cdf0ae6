/** Where the real parts are on this machine: a setting, the project's cache, then the PATH. */
export type Part = "chromium" | "k6" | "nats-server" | "nats" | "postgres" | "redis-server";

const NAMES: Record<Part, string[]> = {
  chromium: ["chromium", "chromium-browser", "google-chrome"],
  k6: ["k6"],
  "nats-server": ["nats-server"],
  nats: ["nats"],
  postgres: ["postgres"],
  "redis-server": ["redis-server"],
};

/** Debian and Fedora keep the server's programs out of the PATH, one folder per version. */
const POSTGRES_HOMES = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt/postgresql"];

/** Folder for what is built once; git ignores it. */
export async function cacheFolder(): Promise<string> {
  const folder = new URL("../.cache/bin", import.meta.url).pathname;
  await Deno.mkdir(folder, { recursive: true });
  return folder;
}

const isFile = async (path: string): Promise<boolean> =>
  (await Deno.stat(path).catch(() => undefined))?.isFile ?? false;

/** The newest version first. */
async function postgresFolders(): Promise<string[]> {
  const found: string[] = [];
  for (const home of POSTGRES_HOMES) {
    try {
      for await (const version of Deno.readDir(home)) found.push(`${home}/${version.name}/bin`);
    } catch (cause) {
      if (!(cause instanceof Deno.errors.NotFound || cause instanceof Deno.errors.NotADirectory)) {
        throw cause;
      }
    }
  }
  return found.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
}

/**
 * The program of a part, or undefined. A setting comes first: `TIDEGATE_CHROMIUM`,
 * `TIDEGATE_NATS_SERVER`, `TIDEGATE_POSTGRES` … For PostgreSQL it is the server's program; initdb
 * and the others lie beside it.
 */
export async function locate(part: Part): Promise<string | undefined> {
  const set = Deno.env.get(`TIDEGATE_${part.toUpperCase().replaceAll("-", "_")}`);
  if (set) return await isFile(set) ? set : undefined;
  const folders = [await cacheFolder(), ...(Deno.env.get("PATH") ?? "").split(":")];
  if (part === "postgres") folders.push(...await postgresFolders());
  for (const folder of folders) {
    for (const name of NAMES[part]) {
      if (await isFile(`${folder}/${name}`)) return `${folder}/${name}`;
    }
  }
  return undefined;
}

/** A part that was asked for by name and is not there. */
class PartMissing extends Error {
  override name = "PartMissing";
}

export async function need(part: Part): Promise<string> {
  const found = await locate(part);
  if (found) return found;
  throw new PartMissing(`${part} is not on this machine: run \`deno task provision\` once.`);
}
