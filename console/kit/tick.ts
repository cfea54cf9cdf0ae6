import { signal } from "@preact/signals";

/**
 * The one clock of a page: server time, once a second, for rings and running times. It never runs
 * in a hidden tab and catches up at once when the tab is shown again.
 */
const TICK_MS = 1000;

let offsetMs = 0;

/** Server time in epoch ms, renewed each second. */
export const now = signal(Date.now());

/** Server time at this very moment, for things that are not shown. */
export const serverNow = (): number => Date.now() + offsetMs;

/** Takes the server's time from an answer that has just arrived. */
export function setServerTime(at: number): void {
  offsetMs = at - Date.now();
  now.value = at;
}

/** Starts ticking; call once per page. Returns a function that stops it. */
export function startTick(): () => void {
  const beat = () => {
    if (document.visibilityState === "visible") now.value = serverNow();
  };
  const timer = setInterval(beat, TICK_MS);
  document.addEventListener("visibilitychange", beat);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", beat);
  };
}
