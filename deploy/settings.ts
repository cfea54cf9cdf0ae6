/** What a data folder remembers of its installation: the gateway's secret and its companies. */
import type { Words } from "../engine/contract/wire/configuration.ts";

export interface Settings {
  /** 32 random bytes, base64url: signs visitors' tokens and file links, derives ids. */
  secret: string;
  workspaces: { id: string; name: Words }[];
  /** The demo's printed sign-ins; absent for companies that are somebody's own. */
  demo?: { password: string; accounts: string[] };
}

const path = (folder: string) => `${folder}/settings.json`;

export async function readSettings(folder: string): Promise<Settings | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path(folder)));
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return undefined;
    throw new Error(
      `${
        path(folder)
      } cannot be read: restore it from the backup; without it visitors' sessions end.`,
      { cause },
    );
  }
}

/** Durable when it resolves: written beside, synced, then renamed over. */
export async function writeSettings(folder: string, settings: Settings): Promise<void> {
  const beside = `${path(folder)}.new`;
  const file = await Deno.open(beside, { create: true, write: true, truncate: true, mode: 0o600 });
  await file.write(new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`));
  await file.syncData();
  file.close();
  await Deno.rename(beside, path(folder));
}

export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll(
    "=",
    "",
  );
}
