/** The thread of one what-if on NATS: reads archive and journal by a connection of its own. */
/// <reference lib="deno.worker" />
import type { Configuration } from "../../contract/wire/configuration.ts";
import { createClock } from "../../local/clock.ts";
import { readPastDay } from "../../local/simulations/past_day.ts";
import { yieldToOthers } from "../../local/simulations/priority.ts";
import { studied } from "../../local/simulations/studied.ts";
import { connectNats, type NatsOptions, openNats } from "../mod.ts";
import type { StoredAsk } from "./asks.ts";

export interface ToThread {
  nats: Omit<NatsOptions, "report">;
  partition: number;
  workspace: string;
  ask: StoredAsk;
}

/** What is asked is read before it is studied: a study needs no connection. */
async function readAll({ nats: options, partition, workspace, ask }: ToThread) {
  const nats = await connectNats(options);
  const parts = openNats(nats, createClock());
  try {
    const bytes = await parts.documents.get(ask.draft);
    if (bytes === undefined) throw new Error(`the draft ${ask.draft} is not among the documents`);
    const draft = JSON.parse(new TextDecoder().decode(bytes)) as Configuration;
    const past = {
      snapshots: parts.snapshots(partition),
      documents: parts.documents,
      read: (from: number) => parts.journal(partition).read(from),
    };
    const { day, answerWithinMs } = ask;
    const { timeZone } = draft.shops[0];
    const recorded = await readPastDay(past, { workspace, day, timeZone, answerWithinMs });
    return { recorded, draft };
  } finally {
    parts.close();
    await nats.close();
  }
}

self.onmessage = async ({ data }: MessageEvent<ToThread>) => {
  yieldToOthers();
  const { days } = data.ask;
  self.postMessage(
    await studied({ read: () => readAll(data), days }, (now) => self.postMessage(now)),
  );
};
