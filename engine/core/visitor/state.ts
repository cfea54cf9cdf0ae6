import { createTable, type Layout, type Table } from "../columns.ts";
import { createIds, type Ids } from "../ids.ts";
import { createTexts, type Texts } from "../texts.ts";

/**
 * Visitors who have a conversation in memory. `first` heads the list of their conversations
 * (linked through `nextOfVisitor`); `goneDue` is when a vanished one is passed over, 0 = never.
 */
const VISITOR_LAYOUT = {
  presence: "u8",
  passedOver: "u8",
  first: "i32",
  goneDue: "f64",
  /** Since when it is passed over; 0 = it is not. */
  passedOverAt: "f64",
} as const satisfies Layout;

export interface Visitors {
  table: Table<typeof VISITOR_LAYOUT>;
  ids: Ids;
  /** Id of the sealing key. */
  keys: Texts;
  /** Gateway that reported last; "" = none. */
  gateways: string[];
  /** Rows of those whose `goneDue` runs; read off the rest. */
  vanishing: Set<number>;
}

export const createVisitors = (): Visitors => ({
  table: createTable(VISITOR_LAYOUT),
  ids: createIds(),
  keys: createTexts(),
  gateways: [],
  vanishing: new Set(),
});
