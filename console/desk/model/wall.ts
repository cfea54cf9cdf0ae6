import type { AgentSummary, GroupSummary } from "../../../engine/contract/wire/queries.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";

/** The wall's rows from what the company is doing: pure, so that a number has one way to arise. */
export interface WallGroup {
  group: string;
  waiting: number;
  /** Of those who wait: their visitor has left the page, so the longest wait does not count them. */
  gone: number;
  /** Epoch ms of the longest wait; absent while nobody waits. */
  oldestAt?: number;
  serving: number;
  online: number;
  members: number;
  usedUnits: number;
  capacityUnits: number;
}

export interface WallView {
  groups: WallGroup[];
  waiting: number;
  gone: number;
  oldestAt?: number;
  serving: number;
  online: number;
  members: number;
  usedUnits: number;
  capacityUnits: number;
}

interface Asked {
  agents: readonly AgentSummary[];
  /** In the order of the configuration, which never changes while one looks. */
  groups: readonly GroupSummary[];
  conversations: readonly DeskConversation[];
  /** Undefined = all shops. */
  shop?: string;
}

const works = ({ presence, connection }: AgentSummary): boolean =>
  presence === "online" && connection === "connected";

const capacityOf = (one: AgentSummary): number => (one.adjusted ?? one.record).capacityUnits;

export const serves = ({ record }: AgentSummary, shop: string | undefined): boolean =>
  shop === undefined || record.shops === undefined || record.shops.includes(shop);

export const isMember = ({ record }: AgentSummary, group: string): boolean =>
  record.memberships.some((one) => one.group === group);

function oldest(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((at) => at !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/**
 * For all shops the engine's own counts hold; for one shop its conversations are counted. Everybody
 * is looked at once, however many groups there are: this runs every second.
 */
export function wallOf({ agents, groups, conversations, shop }: Asked): WallView {
  const rows = new Map(groups.map((summary) => [summary.group, emptyRow(summary, shop)]));
  const total = { online: 0, members: 0, usedUnits: 0, capacityUnits: 0 };
  for (const one of agents) {
    if (!serves(one, shop)) continue;
    count(total, one);
    for (const { group } of one.record.memberships) {
      const row = rows.get(group);
      if (row) count(row, one);
    }
  }
  for (const one of conversations) {
    const row = rows.get(one.group);
    if (row && (shop === undefined || one.shop === shop)) take(row, one, shop !== undefined);
  }
  const all = [...rows.values()].map(withGone);
  return {
    ...total,
    groups: all,
    waiting: all.reduce((sum, one) => sum + one.waiting, 0),
    gone: all.reduce((sum, one) => sum + one.gone, 0),
    oldestAt: oldest(all.map((one) => one.oldestAt)),
    serving: all.reduce((sum, one) => sum + one.serving, 0),
  };
}

function take(
  row: WallGroup,
  { state, enqueuedAt, visitorPresence }: DeskConversation,
  counting: boolean,
): void {
  if (state === "assigned") row.serving++;
  if (state !== "waiting") return;
  const gone = visitorPresence === "gone";
  if (gone) row.gone++;
  if (!counting) return;
  row.waiting++;
  if (!gone) row.oldestAt = Math.min(row.oldestAt ?? enqueuedAt, enqueuedAt);
}

/** Of a long line the conversations tell only the first; where nobody's wait counts, all are gone. */
const withGone = (row: WallGroup): WallGroup => ({
  ...row,
  gone: row.oldestAt === undefined ? row.waiting : Math.min(row.gone, row.waiting),
});

const emptyRow = (
  { group, waiting, oldestAt }: GroupSummary,
  shop: string | undefined,
): WallGroup => ({
  group,
  waiting: shop === undefined ? waiting : 0,
  gone: 0,
  // the oldest place may be a left message's, who waits for nothing on this page
  ...(shop === undefined && waiting > 0 && oldestAt !== undefined && { oldestAt }),
  serving: 0,
  online: 0,
  members: 0,
  usedUnits: 0,
  capacityUnits: 0,
});

function count(
  into: Pick<WallGroup, "online" | "members" | "usedUnits" | "capacityUnits">,
  one: AgentSummary,
): void {
  into.members++;
  into.usedUnits += one.usedUnits;
  if (!works(one)) return;
  into.online++;
  into.capacityUnits += capacityOf(one);
}

/** A bar is full, or nearly so: full is worth a word, not only a colour. */
export function saturation(
  { usedUnits, capacityUnits }: Pick<WallGroup, "usedUnits" | "capacityUnits">,
): { share: number; tone: "calm" | "warn" | "breach" } {
  const share = capacityUnits === 0 ? (usedUnits > 0 ? 1 : 0) : usedUnits / capacityUnits;
  return { share, tone: share >= 0.95 ? "breach" : share >= 0.8 ? "warn" : "calm" };
}
