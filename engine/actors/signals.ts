import type { Signal } from "../contract/wire/feed.ts";
import type { Alarms } from "./alarms.ts";

/**
 * Typing and read marks: lossy, last one wins, at most one per second for each conversation, kind
 * and side. Never journalled, so they pass beside the partitions.
 */
export interface Signals {
  send(signal: Signal): void;
}

const APART_MS = 1_000;
/** Signals held for the end of their second, in a process; more are dropped. */
const HELD_MAX = 10_000;

export function createSignals(alarms: Alarms, deliver: (signal: Signal) => void): Signals {
  /** Sent within the last second: what came since, or undefined. */
  const recent = new Map<string, Signal | undefined>();
  let turns = 0;

  function send(signal: Signal): void {
    const key = `${signal.workspace} ${signal.conversation} ${signal.kind} ${signal.from}`;
    if (recent.has(key)) {
      recent.set(key, signal);
    } else if (recent.size < HELD_MAX) {
      deliver(signal);
      hold(key);
    }
  }

  /** All signals of one moment share an alarm. */
  let gathered: string[] | undefined;
  function hold(key: string): void {
    recent.set(key, undefined);
    if (gathered !== undefined) {
      gathered.push(key);
      return;
    }
    const keys = gathered = [key];
    alarms.set(`signals gather ${turns}`, GATHER_MS, () => gathered = undefined);
    alarms.set(`signals release ${turns}`, APART_MS + GATHER_MS, () => release(keys));
    turns++;
  }

  function release(keys: string[]): void {
    for (const key of keys) {
      const waiting = recent.get(key);
      recent.delete(key);
      if (waiting === undefined) continue;
      deliver(waiting);
      hold(key);
    }
  }

  return { send };
}

/** Keys gathered so long share their alarms: at most twenty sets per second. */
const GATHER_MS = 50;
