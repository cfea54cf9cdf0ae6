import type { QueryReply } from "../contract/ports/bus.ts";
import type { ConversationTail, Queries, QueryName } from "../contract/wire/queries.ts";
import { type Refusal, refusal } from "../contract/wire/refusals.ts";
import { messageOf } from "./append.ts";
import { busy, unavailable } from "./refusing.ts";
import { gate, hasRoom, type Live } from "./live.ts";
import { deadLetter, type Desk } from "./desk.ts";

/**
 * Questions about live state. They change nothing and need no place in the mailbox, but their
 * answers wait behind the gate like every other word that leaves.
 */
export function ask<N extends QueryName>(
  desk: Desk,
  live: Live,
  workspace: string,
  name: N,
  question: Queries[N]["ask"],
  answer: (reply: QueryReply<N>) => void,
): void {
  if (!hasRoom(live)) {
    return answer({ ok: false, error: busy() });
  }
  let found: Queries[N]["answer"] | Refusal;
  try {
    found = name === "conversation.tail"
      ? tailOf(desk, live, workspace, question as Queries["conversation.tail"]["ask"]) as never
      : desk.world.core.query(live.state, workspace, name, question, live.time.now());
  } catch (error) {
    deadLetter(desk, "decide", workspace, `${name}: ${messageOf(error)}`);
    return answer({ ok: false, error: refusal("internal") });
  }
  gate(live, {
    durable(batch) {
      if (!live.tenancy.fresh()) return;
      answer(isRefusal(found) ? { ok: false, error: found } : { ok: true, batch, answer: found });
    },
    lost: () => answer({ ok: false, error: unavailable() }),
  });
}

/** No answer has a field `code`, every refusal has. */
const isRefusal = (found: object): found is Refusal => "code" in found;

function tailOf(
  desk: Desk,
  live: Live,
  workspace: string,
  question: Queries["conversation.tail"]["ask"],
): ConversationTail | Refusal {
  const { conversation, after } = question;
  const now = live.time.now();
  const state = live.state;
  const got = desk.world.core.query(state, workspace, "conversation.get", { conversation }, now);
  if (isRefusal(got)) return got;
  const { events, completeFrom } = live.tail.read(workspace, conversation, after);
  return { events, completeFrom: Math.min(completeFrom, got.lastSeq + 1), lastSeq: got.lastSeq };
}
