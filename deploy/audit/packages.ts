/** What the lock file brings in, and what each package says of itself. */

export interface Package {
  /** As the lock file has it: name, version, and for whom it was resolved. */
  id: string;
  name: string;
  version: string;
  integrity: string | undefined;
}

export interface Lock {
  npm: Record<string, { integrity?: string }>;
}

/** `@scope/name@1.2.3_peer@4.5.6` → name and version; peers do not change what is loaded. */
export function packagesOf({ npm }: Lock): Package[] {
  return Object.entries(npm).map(([id, { integrity }]) => {
    const own = id.split("_")[0];
    const at = own.lastIndexOf("@");
    return { id, name: own.slice(0, at), version: own.slice(at + 1), integrity };
  });
}

/** Names of imports that are not pinned to one version. */
export const unpinned = (imports: Record<string, string>): string[] =>
  Object.entries(imports).filter(([, from]) => !EXACT.test(from)).map(([name]) => name);

const EXACT = /^npm:\/?(?:@[a-z0-9-]+\/)?[a-z0-9.-]+@\d+\.\d+\.\d+(?:-[a-z0-9.]+)?\/?$/;

/** Names whose bytes the lock file does not fix. */
export const withoutIntegrity = (packages: readonly Package[]): string[] =>
  packages.filter(({ integrity }) => !integrity?.startsWith("sha512-")).map(({ id }) => id);

export interface Manifest {
  license?: string;
  scripts?: Record<string, string>;
}

const INSTALLED = new URL("../../node_modules/.deno/", import.meta.url);

/** Undefined when it is not here: made for other machines. */
export async function manifestOf({ name, version }: Package): Promise<Manifest | undefined> {
  const folder = `${name.replace("/", "+")}@${version}`;
  for await (const { name: found } of Deno.readDir(INSTALLED)) {
    if (found !== folder && !found.startsWith(`${folder}_`)) continue;
    const path = new URL(`${found}/node_modules/${name}/package.json`, INSTALLED);
    return JSON.parse(await Deno.readTextFile(path));
  }
  return undefined;
}
