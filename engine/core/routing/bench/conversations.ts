/** What a live conversation costs the whole core: rows, ids, deadlines, its item and its visitor. */
import { randomBytes } from "node:crypto";
import { clockOf } from "../../testing/configuration.ts";
import { createDesk, open } from "../../testing/desk.ts";
import { collectGarbage, type Figure, figure } from "./measure.ts";

/** Before the count begins, so that the code is compiled and the small tables have grown. */
const WARM_UP = 3_000;
/** A hundred arrivals a second, so that the two minutes of known commands are few beside a million. */
const ARRIVAL_EVERY_MS = 10;

/** Waiting conversations of as many visitors, ids as they are in use, three clocks running. */
export function conversationFigure(conversations: number): Figure {
  const clocks = [clockOf("queue"), clockOf("round"), clockOf("firstResponse")];
  const desk = createDesk({ clocks });
  const openOne = (): void => {
    const id = randomBytes(18).toString("base64url").slice(0, 23);
    open(desk, id, { visitor: `v${id.slice(1)}`, key: `k${id.slice(1)}` });
    desk.journal.length = 0;
    desk.now += ARRIVAL_EVERY_MS;
  };
  for (let n = 0; n < WARM_UP; n++) openOne();
  const collected = collectGarbage();
  const before = Deno.memoryUsage().rss;
  for (let n = 0; n < conversations; n++) openOne();
  collectGarbage();
  const bytes = (Deno.memoryUsage().rss - before) / conversations;
  const note = collected
    ? `${conversations} waiting, each of a visitor of its own`
    : "run with --v8-flags=--expose-gc";
  const goal = { value: 500, atLeast: false };
  return figure("kernel.bytes_per_conversation", "bytes", [bytes], goal, note);
}
