/** People who talk while engines and servers fail, and what is judged of it afterwards. */
import type { Bus } from "../../engine/contract/ports/bus.ts";
import type { Command } from "../../engine/contract/wire/commands.ts";
import type { Journal } from "../../engine/ports/journal.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import { createJudge, judgeEntry, judgeHistory, verdictsOf } from "../../engine/promises/judge.ts";
import { opening, saying, WORKSPACE } from "../support/virtual/company.ts";

const TALKERS = 8;
const PAUSE_MS = 10;
const RETRY_FOR_MS = 60_000;

/** Sends with the same id until something certain comes, and writes the history. */
export async function send(bus: Bus, history: HistoryRecord[], command: Command): Promise<boolean> {
  const of = { client: command.by, id: command.id, command: command.type };
  for (const began = performance.now(); performance.now() - began < RETRY_FOR_MS;) {
    history.push({ at: Date.now(), kind: "sent", ...of });
    const reply = await bus.command(command);
    if (reply.ok) {
      const { conversation, message } = reply.result;
      const kind = "acknowledged" as const;
      history.push({ at: Date.now(), kind, seq: reply.seq, conversation, message, ...of });
      return true;
    }
    const { code } = reply.error;
    if (code !== "unavailable" && code !== "busy") {
      history.push({ at: Date.now(), kind: "refused", code, ...of });
      return false;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Opens conversations and talks in them until told to stop; resolves with how many commands. */
export function talk(bus: Bus, history: HistoryRecord[], run = "c") {
  let stopped = false;
  let sent = 0;
  const talkers = Array.from({ length: TALKERS }, async (_, talker) => {
    for (let n = 0; !stopped; n++) {
      const id = `${run}${talker}-${n}`;
      if (!await send(bus, history, opening(id))) continue;
      for (let line = 0; line < 4 && !stopped; line++) await send(bus, history, saying(id, line));
      sent += 5;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  });
  return async (): Promise<number> => {
    stopped = true;
    await Promise.all(talkers);
    return sent;
  };
}

export interface Judged {
  /** Promise → how many cases of it there were. */
  cases: Record<string, number>;
  /** Sentences of every promise that was broken. */
  offences: string[];
}

/** Every promise, judged on the journal and this history. */
export async function judged(journal: Journal, history: HistoryRecord[]): Promise<Judged> {
  const judge = createJudge(() => undefined);
  for await (const entry of journal.read(1)) judgeEntry(judge, entry);
  judgeHistory(judge, WORKSPACE, history);
  const verdicts = verdictsOf(judge);
  return {
    cases: Object.fromEntries(verdicts.map((one) => [one.promise, one.judged])),
    offences: verdicts.flatMap(({ offences }) => offences),
  };
}

/** The longest time between two acknowledgements of which the later came after `from`, ms. */
export function longestSilenceMs(history: readonly HistoryRecord[], from = 0): number {
  const times = history.filter(({ kind }) => kind === "acknowledged").map(({ at }) => at);
  const gaps = times.slice(1).map((at, index) => at < from ? 0 : at - times[index]);
  return Math.round(Math.max(0, ...gaps));
}
