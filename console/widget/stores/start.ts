import { effect, untracked } from "@preact/signals";
import { current } from "./conversations.ts";
import { startAttention } from "./attention.ts";
import { startDelivery } from "./delivery.ts";
import { loadOlder } from "./history.ts";
import { startDraft } from "./draft.ts";
import { door } from "./door.ts";
import { customer, listen, orders, visit } from "./host.ts";
import { link } from "./line.ts";
import { newestOnly } from "./newest.ts";
import { openSession, session } from "./session.ts";

const sayOrders = newestOnly(door.orders);
const sayCustomer = newestOnly(door.customer);

/** From an empty frame to a live one: the host page tells of the visit, the session opens, the
 * last conversation comes back with its history, and only then the line connects. */
export function start(): void {
  listen();
  let started = false;
  effect(() => {
    if (visit.value === undefined) return;
    // a page that changed without being loaded again, or an invitation that was accepted
    if (started) return void untracked(() => begun ? again() : begin());
    started = true;
    untracked(begin);
  });
  effect(() => {
    if (orders.value && session.value.state === "open") void sayOrders(orders.value);
  });
  effect(() => {
    const open = session.value;
    if (customer.value && open.state === "open") {
      void sayCustomer({ ...customer.value, route: open.route.id });
    }
  });
  addEventListener("online", () => session.value.state === "failed" && begin());
}

/** A conversation that an invitation began is not on the line yet. */
async function again(): Promise<void> {
  const before = current.value?.summary.conversation;
  await openSession();
  if (current.value?.summary.conversation !== before) link.connect();
}

/** True once a session was opened: from then on everything listens, and may do so only once. */
let begun = false;

/** Also the "try again" of a session that could not be opened. */
export async function begin(): Promise<void> {
  if (!await openSession() || begun) return;
  begun = true;
  startDraft();
  const conversation = current.value?.summary.conversation;
  if (conversation !== undefined) {
    await loadOlder(conversation);
    link.connect();
  }
  startDelivery({ send: link.send, connect: link.connect });
  startAttention();
}
