const UNTIL_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Waits for a condition of real processes; names what did not come about. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + UNTIL_MS;
  while (!await holds()) {
    if (performance.now() > end) throw new Error(`it did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
