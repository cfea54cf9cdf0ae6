import type { Workspace } from "../workspace/state.ts";

const MINUTE_MS = 60_000;

/**
 * Whether one that waits comes before another (routing.md): the higher index first, without anybody's
 * bonus, then the earlier place, then the earlier opening.
 */
export function beforeInIndex(
  workspace: Workspace,
  one: number,
  other: number,
  now: number,
): boolean {
  const { enqueuedAt, order } = workspace.conversations.column;
  const higher = indexOf(workspace, one, now) - indexOf(workspace, other, now);
  if (higher !== 0) return higher > 0;
  const earlier = enqueuedAt[other] - enqueuedAt[one];
  return earlier !== 0 ? earlier > 0 : order[one] < order[other];
}

function indexOf({ plan, conversations: { column } }: Workspace, handle: number, now: number) {
  const { base, slope } = plan!.configuration.index;
  const level = column.lineClass[handle];
  return base[level] + slope[level] * (now - column.enqueuedAt[handle]) / MINUTE_MS;
}
