/** Where the real parts are on this machine: a setting, the project's cache, then the PATH. */
export type Part = "chromium" | "k6";

const NAMES: Record<Part, string[]> = {
  chromium: ["chromium", "chromium-browser", "google-chrome"],
  k6: ["k6"],
};

/** Folder for what is built once; git ignores it. */
export async function cacheFolder(): Promise<string> {
  const folder = new URL("../.cache/bin", import.meta.url).pathname;
  await Deno.mkdir(folder, { recursive: true });
  return folder;
}

const isFile = async (path: string): Promise<boolean> =>
  (await Deno.stat(path).catch(() => undefined))?.isFile ?? false;

/** The program of a part, or undefined. `TIDEGATE_CHROMIUM`, `TIDEGATE_K6` come first. */
export async function locate(part: Part): Promise<string | undefined> {
  const set = Deno.env.get(`TIDEGATE_${part.toUpperCase()}`);
  if (set) return await isFile(set) ? set : undefined;
  const folders = [await cacheFolder(), ...(Deno.env.get("PATH") ?? "").split(":")];
  for (const folder of folders) {
    for (const name of NAMES[part]) {
      if (await isFile(`${folder}/${name}`)) return `${folder}/${name}`;
    }
  }
  return undefined;
}
