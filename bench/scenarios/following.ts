import { inOrder } from "../../engine/contract/client/in_order.ts";
import { failure } from "../actions/history.ts";
import type { Nats, NatsMessage } from "../actions/nats.ts";

/** Pulled at once; the next pull follows the last of them. */
const PULL = 200;
const PULL_MS = 1_000;
const NANOS = 1_000_000;

interface Numbered {
  seq: number;
  prev: number;
  type: string;
}

export interface Seen {
  events: number;
  opened: number;
  closed: number;
  repeated: number;
  /** Numbers that had not come when the run ended, and events that named a wrong predecessor. */
  missing: number;
  misplaced: number;
}

/** Follows a company's events by its integrator's own consumer, as the contract says. */
export function follow(nats: Nats, workspace: string): { seen(): Seen } {
  const order = inOrder<Numbered>(0);
  const counts = { events: 0, opened: 0, closed: 0, repeated: 0, misplaced: 0 };
  const inbox = `_INBOX.${workspace}-follows-${Math.random().toString(36).slice(2)}`;
  let outstanding = 0;

  function pull(): void {
    outstanding = PULL;
    const ask = JSON.stringify({ batch: PULL, expires: PULL_MS * NANOS });
    nats.publish(`$JS.tidegate.API.CONSUMER.MSG.NEXT.TG_EVENTS.${workspace}`, ask, inbox);
  }

  function receive({ reply, status, text }: NatsMessage): void {
    // the pull ended: nothing more there, or its time was over
    if (status !== undefined && text === "") {
      if (status !== 404 && status !== 408) failure("pull", { status, body: {} });
      return pull();
    }
    const taken = order.take(JSON.parse(text) as Numbered);
    if (taken.is === "repeat") counts.repeated++;
    if (taken.is === "ready") { for (const event of taken.events) handle(event); }
    if (taken.is !== "later" && reply !== undefined) nats.publish(reply, "+ACK");
    if (--outstanding === 0) pull();
  }

  function handle(event: Numbered): void {
    counts.events++;
    if (event.prev !== event.seq - 1) counts.misplaced++;
    if (event.type === "conversation.opened") counts.opened++;
    if (event.type === "conversation.closed") counts.closed++;
    order.done(event);
  }

  nats.subscribe(inbox, receive);
  pull();
  return { seen: () => ({ ...counts, missing: order.missing() === undefined ? 0 : 1 }) };
}
