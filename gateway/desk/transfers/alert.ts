import { DatabaseUnavailable } from "../../../engine/contract/ports/database.ts";
import type { Event } from "../../../engine/contract/wire/events.ts";
import type { Gateway } from "../../context.ts";
import { supervises } from "../../identity/sessions.ts";
import { type AgentSession, sendTo } from "../../sockets/session.ts";
import { thirdTransfers } from "./queries.ts";

/** Records that are behind are waited for, a minute in all: then `routes.ts` says it. */
const WAIT_MS = 10_000;
const WAITS_MAX = 6;

/**
 * Whoever was handed on three times has told the story three times: supervisors are told. Only the
 * records know how often it was; without them nobody is told now, and `routes.ts` says it later.
 */
export async function alertOfThird(
  gateway: Gateway,
  { workspace, conversation, seq }: Event<"conversation.transferred">,
): Promise<void> {
  const above = (): AgentSession[] =>
    [...gateway.hub.staffOf(workspace)].filter(({ staff }) => supervises(staff));
  if (above().length === 0) return;
  try {
    if (!await recorded(gateway, workspace, seq)) return;
    const found = await thirdTransfers(gateway.database, workspace, conversation);
    const alert = found.find((one) => one.seq === seq);
    if (alert) {
      for (const session of above()) sendTo(gateway, session, { type: "alert", alert });
    }
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
  }
}

async function recorded(gateway: Gateway, workspace: string, seq: number): Promise<boolean> {
  for (let wait = 0; wait < WAITS_MAX; wait++) {
    if (await gateway.reading.reached(workspace, seq, WAIT_MS)) return true;
  }
  return false;
}
