import { firstPlace, itemAt, linesOf, nextPlace, NONE } from "../routing/mod.ts";
import type { Workspace } from "../workspace/state.ts";
import { NOBODY, STATE } from "./columns.ts";
import { beforeInIndex } from "./index_value.ts";
import { conversationOfItem } from "./item_rows.ts";

/**
 * Who waits in the lines of a group, looked at one after the other. What a rule has to say holds for
 * most of a line alike, so it is asked of the first few alone, however many wait behind them.
 */
export interface Cursor {
  line: number;
  /** Who is looked at next, and the place in line. */
  handle: number;
  place: number;
  /** How many more of this line may be tried without avail. */
  tries: number;
  /** How many in a row may be stepped over whom it does not concern. */
  over: number;
}

/** The first of a line may have declined whoever is free, or have come back to an early place. */
const TRIED_PER_LINE = 8;
/** In a row: left messages, transfers and those of other groups stand in the same lines. */
const STEPPED_OVER_MAX = 256;

/** One cursor for each line of a group, behind those for whom `isBefore` holds: a prefix of it. */
export function cursorsOf(
  workspace: Workspace,
  group: number,
  isBefore?: (handle: number) => boolean,
  over = STEPPED_OVER_MAX,
): Cursor[] {
  const { routing } = workspace;
  return linesOf(routing, group).map((line) => {
    const place = firstPlace(
      routing,
      line,
      isBefore && ((item) => isBefore(conversationOfItem(workspace, item)!)),
    );
    return { line, handle: NOBODY, place, tries: TRIED_PER_LINE, over };
  });
}

/** The cursor of whoever has the highest index of those that `concerns`. */
export function foremost(
  workspace: Workspace,
  cursors: readonly Cursor[],
  concerns: (handle: number) => boolean,
  now: number,
): Cursor | undefined {
  let first: Cursor | undefined;
  for (const cursor of cursors) {
    settle(workspace, cursor, concerns);
    if (cursor.handle === NOBODY) continue;
    if (first === undefined || beforeInIndex(workspace, cursor.handle, first.handle, now)) {
      first = cursor;
    }
  }
  return first;
}

/** On to the next of the line; `tried` in vain, or not. */
export function stepOn({ routing }: Workspace, cursor: Cursor, tried: boolean): void {
  if (tried) cursor.tries--;
  cursor.handle = NOBODY;
  cursor.place = cursor.tries > 0 ? nextPlace(routing, cursor.place) : NONE;
}

function settle(
  workspace: Workspace,
  cursor: Cursor,
  concerns: (handle: number) => boolean,
): void {
  const { routing, conversations: { column: { state } } } = workspace;
  for (let over = 0; cursor.handle === NOBODY && cursor.place !== NONE; over++) {
    const handle = conversationOfItem(workspace, itemAt(routing, cursor.place))!;
    if (state[handle] === STATE.waiting && concerns(handle)) cursor.handle = handle;
    else cursor.place = over < cursor.over ? nextPlace(routing, cursor.place) : NONE;
  }
}
