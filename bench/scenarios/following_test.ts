import assert from "node:assert/strict";
import type { NatsMessage } from "../actions/nats.ts";
import { follow } from "./following.ts";

/** A server that delivers these events to the one pull, and what was sent to it. */
function delivering(events: { seq: number; prev: number; type?: string }[]) {
  const sent: string[] = [];
  let deliver: (message: NatsMessage) => void = () => {};
  const following = follow({
    publish: (subject) => void sent.push(subject),
    subscribe: (_subject, receive) => void (deliver = receive),
    request: () => Promise.resolve(undefined),
    close() {},
  }, "shop");
  for (const event of events) deliver({ reply: `ack.${event.seq}`, text: JSON.stringify(event) });
  return { seen: following.seen(), acknowledged: sent.filter((one) => one.startsWith("ack.")) };
}

const event = (seq: number, type = "conversation.opened") => ({ seq, prev: seq - 1, type });

Deno.test("following - every event is counted once and acknowledged, repeats as well", () => {
  const all = [event(1), event(2, "conversation.closed"), event(2, "conversation.closed")];
  const { seen, acknowledged } = delivering(all);
  assert.deepEqual(seen, {
    events: 2,
    opened: 1,
    closed: 1,
    repeated: 1,
    missing: 0,
    misplaced: 0,
  });
  assert.deepEqual(acknowledged, ["ack.1", "ack.2", "ack.2"]);
});

Deno.test("following - a number that never came and a wrong predecessor are seen", () => {
  const { seen } = delivering([event(1), { ...event(2), prev: 0 }, event(4)]);
  assert.deepEqual([seen.events, seen.missing, seen.misplaced], [2, 1, 1]);
});
