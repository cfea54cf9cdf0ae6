import type { AgentSummary, GroupSummary } from "../../../engine/contract/wire/queries.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";

/** The wall's rows from what the company is doing: pure, so that a number has one way to arise. */
export interface WallGroup {
  group: string;
  waiting: number;
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

/** For all shops the engine's own counts hold; for one shop its conversations are counted. */
export function wallOf({ agents, groups, conversations, shop }: Asked): WallView {
  const staff = agents.filter((one) => serves(one, shop));
  const shown = conversations.filter((one) => shop === undefined || one.shop === shop);
  const rows = groups.map((group) => groupOf(group, staff, shown, shop));
  const working = staff.filter(works);
  return {
    groups: rows,
    waiting: rows.reduce((sum, one) => sum + one.waiting, 0),
    oldestAt: oldest(rows.map((one) => one.oldestAt)),
    serving: rows.reduce((sum, one) => sum + one.serving, 0),
    online: working.length,
    members: staff.length,
    usedUnits: staff.reduce((sum, one) => sum + one.usedUnits, 0),
    capacityUnits: working.reduce((sum, one) => sum + capacityOf(one), 0),
  };
}

function groupOf(
  summary: GroupSummary,
  staff: readonly AgentSummary[],
  conversations: readonly DeskConversation[],
  shop: string | undefined,
): WallGroup {
  const { group } = summary;
  const members = staff.filter((one) => isMember(one, group));
  const here = conversations.filter((one) => one.group === group);
  const line = here.filter(({ state }) => state === "waiting");
  const ofLine = shop === undefined
    ? { waiting: summary.waiting, oldestAt: summary.oldestAt }
    : { waiting: line.length, oldestAt: oldest(line.map((one) => one.enqueuedAt)) };
  return {
    group,
    ...ofLine,
    serving: here.filter(({ state }) => state === "assigned").length,
    online: members.filter(works).length,
    members: members.length,
    usedUnits: members.reduce((sum, one) => sum + one.usedUnits, 0),
    capacityUnits: members.filter(works).reduce((sum, one) => sum + capacityOf(one), 0),
  };
}

/** A bar is full, or nearly so: full is worth a word, not only a colour. */
export function saturation(
  { usedUnits, capacityUnits }: Pick<WallGroup, "usedUnits" | "capacityUnits">,
): { share: number; tone: "calm" | "warn" | "breach" } {
  const share = capacityUnits === 0 ? (usedUnits > 0 ? 1 : 0) : usedUnits / capacityUnits;
  return { share, tone: share >= 0.95 ? "breach" : share >= 0.8 ? "warn" : "calm" };
}
