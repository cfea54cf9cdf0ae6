import assert from "node:assert/strict";
import type { FromLoader } from "./bridge.ts";
import { withNewest } from "./told.ts";

const orders = (order: string): FromLoader => ({
  tidegate: "orders",
  orders: [{ order, title: "Lamp", status: "sent" }],
});
const signedIn: FromLoader = {
  tidegate: "customer",
  customer: { customer: "c1", at: 1, signature: "00" },
};

Deno.test("loader - of what a page tells for hours only the newest of each kind is kept", () => {
  const told = [orders("1"), signedIn, orders("2"), orders("3")].reduce(withNewest, []);
  assert.deepEqual(told, [signedIn, orders("3")]);
});
