import { z } from "zod";
import { at } from "./fields.ts";

/** Blocking a visitor, or lifting that, as all doors take it; how far ahead, the core says. */
export const blockVisitor = z.strictObject({
  blocked: z.boolean(),
  untilAt: at.optional().describe(
    "When it ends, in ms since the epoch, at most 366 days ahead; absent: until it is lifted",
  ),
});
