import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";

/** A conversation of the desk in one readable line; every field that matters can be given. */
export function conversation(
  id: string,
  fields: Partial<DeskConversation> = {},
): DeskConversation {
  return {
    conversation: id,
    visitor: `v-${id}`,
    key: "k1",
    state: "assigned",
    shop: "qishan",
    route: "web",
    channel: "web",
    group: "presale",
    homeGroup: "presale",
    class: 5,
    agent: "a1",
    openedAt: 0,
    enqueuedAt: 0,
    lastSeq: 1,
    lastPublicSeq: 1,
    round: 1,
    unread: 0,
    visitorPresence: "here",
    card: {},
    visitorName: "访客 7F21",
    ...fields,
  };
}
