/** What a data folder remembers of its installation: the gateway's secret and its companies. */
import type { Words } from "../engine/contract/wire/configuration.ts";
import { writeDurably } from "../engine/local/durable_file.ts";

export interface Settings {
  /** 32 random bytes, base64url: signs visitors' tokens and file links, derives ids. */
  secret: string;
  /** `partition`: placed by hand, 32 to 63, on clusters alone. */
  workspaces: { id: string; name: Words; partition?: number }[];
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

/** Durable when it resolves; readable by its owner alone. */
export function writeSettings(folder: string, settings: Settings): Promise<void> {
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  return writeDurably(path(folder), new TextEncoder().encode(text), 0o600);
}

export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll(
    "=",
    "",
  );
}
