import { computed, signal } from "@preact/signals";
import type { Desk } from "../../../engine/contract/wire/http.ts";
import type { AgentSummary, GroupSummary } from "../../../engine/contract/wire/queries.ts";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { heldStill } from "../model/order.ts";
import { type Section, sectionsOf } from "../model/sections.ts";
import { whyNotTaken } from "../model/taking.ts";
import { api } from "../wire/api.ts";
import { lastFault } from "./faults.ts";
import { goTo } from "./navigation.ts";
import { preferences } from "./preferences.ts";
import { pathOf } from "./selection.ts";
import { selfId } from "./session.ts";

/** The agent's own desk: what the list shows. Filled by the socket, replaced as a whole on `desk`. */
export const own = signal<ReadonlyMap<string, DeskConversation>>(new Map());
export const heads = signal<readonly DeskConversation[]>([]);
export const groups = signal<readonly GroupSummary[]>([]);
export const today = signal<Desk["today"]>(undefined);
export const self = signal<AgentSummary | undefined>(undefined);
/** False until the first `desk` frame: the list shows its skeleton. */
export const deskLoaded = signal(false);

/** Conversations of mine that ended, kept on the list beside those the server still holds live. */
export const ended = signal<ReadonlyMap<string, DeskConversation>>(new Map());
/** How many ended ones are asked for and held; a day of one agent. */
const ENDED_MAX = 200;

/** The last to come stay. */
const putEnded = (rows: readonly DeskConversation[]): void => {
  const all = new Map(rows.map((row) => [row.conversation, row]));
  ended.value = new Map([...all].slice(-ENDED_MAX));
};

export function putConversation(conversation: DeskConversation, gone: boolean): void {
  const next = new Map(own.value);
  if (gone) next.delete(conversation.conversation);
  else next.set(conversation.conversation, conversation);
  own.value = next;
  if (!gone || conversation.state !== "closed" || conversation.agent !== selfId()) return;
  putEnded([...ended.value.values(), conversation]);
}

export function putDesk(conversations: DeskConversation[]): void {
  own.value = new Map(conversations.map((one) => [one.conversation, one]));
  deskLoaded.value = true;
}

export const conversationOf = (id: string): DeskConversation | undefined =>
  own.value.get(id) ?? heads.value.find((head) => head.conversation === id) ?? ended.value.get(id);

/** Brings today's ended conversations from the records. */
export async function loadEnded(since: number): Promise<void> {
  const answer = await api.closedByMe(ENDED_MAX);
  if (!answer.ok) return;
  const rows = answer.value.conversations
    .filter((one) => (one.closedAt ?? one.openedAt) >= since)
    .map((one): DeskConversation => ({
      ...one,
      key: "",
      state: "closed",
      homeGroup: one.group,
      class: 0,
      enqueuedAt: one.openedAt,
      lastPublicSeq: one.lastSeq,
      lastVisitorAt: one.closedAt,
      round: 0,
      unread: 0,
      rated: one.score,
      visitorPresence: "gone",
      card: {},
      visitorName: `#${one.visitor.slice(-4).toUpperCase()}`,
      preview: one.preview ? { text: one.preview, bodyKind: "text", from: "visitor" } : undefined,
    }));
  // those that ended here meanwhile know more, and the records may not have them yet
  putEnded([...rows, ...ended.value.values()]);
}

/** 接入下一位: the best one of my lines that fits comes to me and in front. */
export async function takeNext(): Promise<void> {
  const taken = await api.take();
  if (taken.ok) goTo(pathOf(taken.value.conversation));
  else lastFault.value = { ...taken.fault, said: whyNotTaken(taken.fault.code) };
}

/** The order as it stood when the pointer came into the list; undefined while it is elsewhere. */
const heldIds = signal<readonly string[] | undefined>(undefined);

const sorted = computed<Section[]>(() => {
  const live = own.value;
  const past = [...ended.value.values()].filter((one) => !live.has(one.conversation));
  const order = preferences.value.order;
  return sectionsOf([...live.values(), ...past], heads.value, groups.value, selfId(), order);
});

const held = computed(() => {
  const ids = heldIds.value;
  if (!ids) return { sections: sorted.value, moved: false };
  let moved = false;
  const sections = sorted.value.map((section) => {
    if (section.name !== "active") return section;
    const still = heldStill(section.rows, ids);
    moved = still.moved;
    return { ...section, rows: still.rows };
  });
  return { sections, moved };
});

export const sections = computed(() => held.value.sections);
/** The list would look different if the pointer were not in it. */
export const orderMoved = computed(() => held.value.moved);

export function holdOrder(): void {
  const active = sections.value.find((section) => section.name === "active");
  heldIds.value = active?.rows.map((row) => row.conversation);
}
export const releaseOrder = (): void => void (heldIds.value = undefined);

/** Rows that J and K walk over, as they stand. */
export const walkable = computed(() =>
  sections.value
    .filter((section) => section.name !== "waiting" && section.name !== "left")
    .flatMap((section) => section.rows.map((row) => row.conversation))
);

export function forgetDesk(): void {
  own.value = new Map();
  ended.value = new Map();
  heads.value = [];
  groups.value = [];
  today.value = undefined;
  self.value = undefined;
  deskLoaded.value = false;
}
