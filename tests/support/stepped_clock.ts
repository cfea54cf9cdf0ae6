/**
 * Runs before a process of ours (`deno run --preload`) and lets a test step its wall clock, as a
 * wrong time server would: SIGUSR2 an hour on, SIGHUP an hour back. The monotonic clock stays.
 */
const HOUR_MS = 3_600_000;
const honest = Date.now;
let steppedMs = 0;
Date.now = () => honest() + steppedMs;
Deno.addSignalListener("SIGUSR2", () => steppedMs += HOUR_MS);
Deno.addSignalListener("SIGHUP", () => steppedMs -= HOUR_MS);
