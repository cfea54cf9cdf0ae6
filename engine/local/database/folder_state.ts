import { readIfThere, writeDurably } from "../durable_file.ts";

/**
 * How the records folder was left. PGlite leaves durability to the operating system: a killed
 * process loses nothing that was committed, but a machine that goes down hard may keep half of
 * what was written, without any sign of it. So a folder that was open when the machine went down
 * is not trusted, nor one in which the database itself found damage.
 */
type FolderState =
  | { state: "closed" }
  | { state: "open"; bootedAt: number }
  | { state: "damaged" };

/** Uptime and wall clock are read one after the other, and the wall clock may be set. */
const BOOT_TOLERANCE_MS = 120_000;

const bootedAt = (): number => Date.now() - Deno.osUptime() * 1000;

export interface Trust {
  /** False when the database has to be made anew. */
  database: boolean;
  /** The last process closed it: the desk log holds nothing that the tables lack. */
  closed: boolean;
}

export async function trustOf(path: string): Promise<Trust> {
  const bytes = await readIfThere(path);
  if (!bytes) return { database: false, closed: false };
  const left: FolderState = JSON.parse(new TextDecoder().decode(bytes));
  switch (left.state) {
    case "closed":
      return { database: true, closed: true };
    case "open":
      return {
        database: Math.abs(bootedAt() - left.bootedAt) < BOOT_TOLERANCE_MS,
        closed: false,
      };
    case "damaged":
      return { database: false, closed: false };
    default:
      throw new Error(`${path} holds an unknown state: remove the file and start again`, {
        cause: left satisfies never,
      });
  }
}

const write = (path: string, state: FolderState): Promise<void> =>
  writeDurably(path, new TextEncoder().encode(JSON.stringify(state)));

export const markOpen = (path: string): Promise<void> =>
  write(path, { state: "open", bootedAt: bootedAt() });
export const markClosed = (path: string): Promise<void> => write(path, { state: "closed" });
export const markDamaged = (path: string): Promise<void> => write(path, { state: "damaged" });
