/**
 * A journal with hardly any room: above nine tenths nobody new is let in, then everything is refused
 * and nothing acknowledged is lost; with more room it goes on by itself.
 */
import assert from "node:assert/strict";
import { command, opening } from "../support/virtual/company.ts";
import { fault, type Stage } from "./stage.ts";

const TINY_BYTES = 32 * 1024 * 1024;
/**
 * So many of 100 KB are over nine tenths of it. What is left must last, on a quick machine too,
 * until the engine has looked: the talkers beside it say some hundred KB a second.
 */
const LARGE_TO_THE_BRIM = 303;
const LARGE_BYTES = 256 * 1024 * 1024;
const WITHIN_MS = 90_000;
const LOOK_EVERY_MS = 200;

/** Sends until it is refused with this code. */
async function untilRefused(stage: Stage, code: string, send: (at: number) => unknown) {
  const begun = performance.now();
  for (let at = 0; performance.now() - begun < WITHIN_MS; at++) {
    const reply = await stage.bus.command(send(at) as ReturnType<typeof opening>);
    if (!reply.ok && reply.error.code === code) return reply.error;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`never ${code}`);
}

/** 100 KB that a visitor who is in already says. */
const large = (at: number) =>
  command("conversation.message", `large-${at}`, "visitor:v-first", {
    conversation: "first",
    message: `m-large-${at}`,
    body: "text",
    sealed: `k.${"A".repeat(100_000)}`,
    visibility: "all",
  });

fault(
  "a journal that fills up refuses new work, then all, and goes on with more room",
  { journalBytesMax: TINY_BYTES },
  async (stage) => {
    assert.ok((await stage.bus.command(opening("first"))).ok);
    for (let at = 0; at < LARGE_TO_THE_BRIM; at++) await stage.bus.command(large(at));
    const first = await untilRefused(stage, "busy", (at) => opening(`late-${at}`));
    assert.equal(first.retryAfterMs, 30_000, "a journal is not emptied within seconds");
    await untilRefused(stage, "unavailable", (at) => large(LARGE_TO_THE_BRIM + at));
    const held = stage.acknowledged();
    await stage.room(LARGE_BYTES);
    const recoveryMs = await stage.recovered();
    const seen = `opens busy, then all unavailable, ${held} acknowledged before`;
    await stage.end(`max_bytes ${TINY_BYTES}`, seen, recoveryMs);
  },
);
