const UNTIL_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Waits for a condition of real processes and hands on what it found; names what did not come. */
export async function until<Found>(
  what: string,
  holds: () => Found | Promise<Found>,
): Promise<Exclude<Found, false | undefined>> {
  const end = performance.now() + UNTIL_MS;
  for (;;) {
    const found = await holds();
    if (found !== false && found !== undefined) return found as Exclude<Found, false | undefined>;
    if (performance.now() > end) throw new Error(`it did not happen in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
