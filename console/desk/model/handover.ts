import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";

/** Where one open item of somebody who leaves goes. `stay`: it waits for its owner. */
export type Destination =
  | { kind: "stay" }
  | { kind: "line" }
  | { kind: "agent"; agent: string }
  | { kind: "group"; group: string };

export const destinationText = (to: Destination): string =>
  to.kind === "agent" ? `agent:${to.agent}` : to.kind === "group" ? `group:${to.group}` : to.kind;

export function destinationOf(text: string): Destination | undefined {
  const [kind, id] = text.split(":");
  if (kind === "stay" || kind === "line") return { kind };
  if (kind === "agent" && id) return { kind, agent: id };
  return kind === "group" && id ? { kind, group: id } : undefined;
}

export type Item = Pick<DeskConversation, "conversation" | "state" | "group" | "roundBeganAt">;

/** Somebody who could take work: places in conversations. */
export interface Receiver {
  agent: string;
  groups: readonly string[];
  /** Online and connected. */
  there: boolean;
  used: number;
  capacity: number;
}

export type Choices = ReadonlyMap<string, Destination>;

/** How many of the items each colleague would get. */
export function incoming(items: readonly Item[], choices: Choices): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { conversation } of items) {
    const to = choices.get(conversation);
    if (to?.kind === "agent") counts.set(to.agent, (counts.get(to.agent) ?? 0) + 1);
  }
  return counts;
}

/** A colleague's room after what is about to arrive. */
export const roomLeft = (
  { agent, used, capacity, there }: Receiver,
  coming: ReadonlyMap<string, number>,
): number => there ? Math.max(0, Math.floor(capacity - used) - (coming.get(agent) ?? 0)) : 0;

/** Items whose colleague has filled up since: they ask again, the last ones first. */
export function overfull(
  items: readonly Item[],
  choices: Choices,
  receivers: readonly Receiver[],
): Set<string> {
  const places = new Map(receivers.map((one) => [one.agent, roomLeft(one, new Map())]));
  const over = new Set<string>();
  for (const { conversation } of items) {
    const to = choices.get(conversation);
    if (to?.kind !== "agent") continue;
    const left = (places.get(to.agent) ?? 0) - 1;
    places.set(to.agent, left);
    if (left < 0) over.add(conversation);
  }
  return over;
}

/**
 * What is proposed for items without a choice. Whoever waits for an answer goes to the colleague of
 * the same group with most room, else back to the line; what was set aside stays with its owner.
 */
export function proposed(
  items: readonly Item[],
  choices: Choices,
  receivers: readonly Receiver[],
): Map<string, Destination> {
  const all = new Map(choices);
  for (const item of items) {
    if (all.has(item.conversation)) continue;
    if (item.state === "parked") {
      all.set(item.conversation, { kind: "stay" });
      continue;
    }
    const coming = incoming(items, all);
    const [best] = receivers
      .filter((one) => one.groups.includes(item.group) && roomLeft(one, coming) > 0)
      .sort((one, other) => roomLeft(other, coming) - roomLeft(one, coming));
    all.set(item.conversation, best ? { kind: "agent", agent: best.agent } : { kind: "line" });
  }
  return all;
}
