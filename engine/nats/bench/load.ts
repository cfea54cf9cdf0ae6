import type { NatsConnection } from "@nats-io/transport-node";
import { createCaller } from "../bus/caller.ts";

/** Closed-loop load: so many requests outstanding, each answered one followed by the next. */
export const PARTITIONS = 8;
export const OUTSTANDING = 1_024;

export interface Measured {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  failed: number;
}

/** `ask` makes request number n of one of the outstanding callers; false when it failed. */
export async function load(
  seconds: number,
  outstanding: number,
  ask: (caller: number, n: number) => Promise<boolean>,
): Promise<Measured> {
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const until = began + seconds * 1_000;
  await Promise.all(
    Array.from({ length: outstanding }, async (_, caller) => {
      for (let n = 0; performance.now() < until; n++) {
        const at = performance.now();
        if (await ask(caller, n)) times.push(performance.now() - at);
        else failed++;
      }
    }),
  );
  const tookMs = performance.now() - began;
  times.sort((left, right) => left - right);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? NaN;
  const perSecond = times.length / tookMs * 1_000;
  return { perSecond, p50Ms: at(0.5), p99Ms: at(0.99), failed };
}

const BODY_BYTES = 200;
const ANSWER_WITHIN_MS = 10_000;

/** Echo bodies to `bench.<mode>.<partition>`. */
export async function loadBodies(
  nats: NatsConnection,
  mode: string,
  seconds: number,
  outstanding = OUTSTANDING,
): Promise<Measured> {
  const caller = createCaller(nats);
  const body = new Uint8Array(BODY_BYTES).fill(97);
  const measured = await load(seconds, outstanding, async (number) => {
    const subject = `bench.${mode}.${number % PARTITIONS}`;
    return (await caller.call(subject, body, ANSWER_WITHIN_MS)).state === "answered";
  });
  caller.close();
  return measured;
}
