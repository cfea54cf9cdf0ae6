import type { News } from "../../ports/neighbours.ts";

/**
 * Who should own and follow what, from what the engines say of themselves. Pure; every engine sees
 * nearly the same news, and where they differ the leases decide.
 *
 * Calm: partitions stay where they are until two engines differ by two or more, then the richest
 * hands one to the poorest, one at a time, and only to one that has its memory at hand.
 */
export interface Members {
  me: string;
  /** News of everybody heard of lately, me included. */
  news: ReadonlyMap<string, News>;
}

/** Highest random weight: a member that comes or goes changes nobody else's order. */
function weight(engine: string, partition: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${engine}/${partition}`) {
    hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}

const present = ({ news }: Members): News[] => [...news.values()].filter((one) => !one.leaving);

function ranked(members: Members, partition: number, but?: string): string[] {
  return present(members).map(({ engine }) => engine).filter((engine) => engine !== but)
    .sort((left, right) => weight(right, partition) - weight(left, partition));
}

/** Whom I want to follow a partition of mine. */
export function followerOf(members: Members, partition: number): string | undefined {
  return ranked(members, partition, members.me)[0];
}

/** My place among those who would take a partition that nobody holds. */
export function rankOf(members: Members, partition: number, heir?: string): number {
  if (heir !== undefined && members.news.get(heir)?.leaving === false) {
    return heir === members.me ? 0 : 1;
  }
  return Math.max(0, ranked(members, partition).indexOf(members.me));
}

/** The partition that I should hand over now, and to whom. */
export function moveOf(members: Members): { partition: number; to: string } | undefined {
  const everybody = present(members);
  const mine = members.news.get(members.me);
  if (mine === undefined || everybody.length < 2) return undefined;
  const order = (left: News, right: News) =>
    left.owns.length - right.owns.length || (left.engine < right.engine ? -1 : 1);
  const sorted = [...everybody].sort(order);
  const poorest = sorted[0];
  const richest = sorted.at(-1)!;
  if (richest.engine !== members.me) return undefined;
  if (richest.owns.length - poorest.owns.length < 2) return undefined;
  const at = mine.owns.find(({ partition }) => poorest.warm.includes(partition)) ?? undefined;
  return at && { partition: at.partition, to: poorest.engine };
}

/** Followed at the same time for being handed over: each is read once from its snapshot. */
const PREPARED_MAX = 4;

/** Partitions of mine that the poorest should begin to follow, so that they can be handed over. */
export function preparedFor(members: Members): { partitions: number[]; to: string } | undefined {
  const everybody = present(members);
  const mine = members.news.get(members.me);
  if (mine === undefined || everybody.length < 2) return undefined;
  const poorest =
    [...everybody].sort((left, right) =>
      left.owns.length - right.owns.length || (left.engine < right.engine ? -1 : 1)
    )[0];
  const more = Math.floor((mine.owns.length - poorest.owns.length) / 2);
  if (poorest.engine === members.me || more < 1) return undefined;
  const last = mine.owns.slice(-Math.min(more, PREPARED_MAX)).map(({ partition }) => partition);
  return { partitions: last, to: poorest.engine };
}
