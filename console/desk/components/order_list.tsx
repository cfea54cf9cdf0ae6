import type { OrderFact } from "../../../engine/contract/wire/desk.ts";
import { safeAddress } from "../../kit/text.ts";
import { words } from "../stores/preferences.ts";

/** Orders as the shop's page told of them; nothing can be changed here. */
export function OrderList({ orders }: { orders: OrderFact[] }) {
  if (orders.length === 0) return null;
  return (
    <section>
      <h3>
        {words.say("visitor.orders")} <span class="count num">{orders.length}</span>
      </h3>
      <ul class="orders">
        {orders.map((one) => {
          const href = safeAddress(one.url);
          return (
            <li key={one.order}>
              <span class="row">
                <b class="grow cut" dir="auto" title={one.title}>{one.title}</b>
                {one.price && <span class="num nowrap">{one.price}</span>}
              </span>
              <span class="row small muted">
                <span class="grow num">
                  {href
                    ? (
                      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
                        {one.order}
                      </a>
                    )
                    : one.order}
                </span>
                {one.status && <span>{one.status}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
