import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Button } from "../../kit/components/button.tsx";
import { EmptyState } from "../../kit/components/empty_state.tsx";
import { SkeletonMessages } from "../../kit/components/skeleton.tsx";
import { besideAs, maySay } from "../model/beside.ts";
import { isOffered } from "../model/sections.ts";
import { conversationOf, deskLoaded, self, walkable } from "../stores/conversations.ts";
import { detailsOf, loadDetails } from "../stores/details.ts";
import { closeLayersOf, isOpen, openLayer } from "../stores/layers.ts";
import { link, transmit } from "../stores/link.ts";
import { settleNotices } from "../stores/notices.ts";
import { agentName, nameOf } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";
import { roleIs, selfId, whoIAm } from "../stores/session.ts";
import { openTimeline, refreshTimeline } from "../stores/timelines.ts";
import { ChatHead } from "./chat_head.tsx";
import { CloseDialog } from "./close_dialog.tsx";
import { Composer } from "./composer.tsx";
import { BesideBar } from "./join_menu.tsx";
import { ExplainDialog } from "./explain_dialog.tsx";
import { LinkDialog } from "./link_dialog.tsx";
import { MessageLog } from "./message_log.tsx";
import { OfferBar } from "./offer_actions.tsx";
import { ParkDialog } from "./park_dialog.tsx";
import { TopicDialog } from "./topic_dialog.tsx";

/** Where a pane stands among several; alone it has no number. */
interface Place {
  column?: number;
  /** What stands between head and log. */
  bar?: ComponentChildren;
}

/** A conversation, alone in front or one of several. */
export function ConversationPane({ id, ...place }: Place & { id: string | undefined }) {
  const several = place.column !== undefined;
  useEffect(() => void (several && id !== undefined && loadDetails(id)), [id, several]);
  if (id === undefined) {
    return (
      <section class="chat" id={anchorOf(place)} tabIndex={-1}>
        <NothingOpen />
      </section>
    );
  }
  const known = conversationOf(id) ?? lookedUp(id);
  if (!known) {
    const missing = detailsOf(id).state === "failed";
    return (
      <section class="chat" id={anchorOf(place)} tabIndex={-1}>
        {missing && deskLoaded.value
          ? <EmptyState title={words.say("conversation.missing")} />
          : <SkeletonMessages />}
      </section>
    );
  }
  return <OpenConversation key={id} conversation={known} {...place} />;
}

/** Who has nothing to open because of not being online is told that, not to open something. */
function NothingOpen() {
  const me = self.value;
  if (me && me.agent !== "" && me.presence !== "online" && walkable.value.length === 0) {
    const presence = words.say(`presence.${me.presence}`);
    return (
      <EmptyState title={words.say("conversation.none.away")}>
        {words.say("list.empty.away", { presence })}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={words.say("conversation.none.title")}>
      {words.say("conversation.none.text")}
    </EmptyState>
  );
}

const anchorOf = ({ column }: Place): string =>
  column === undefined ? "conversation" : `conversation-${column}`;

/** A conversation that is not on my desk, as the server knows it live. */
function lookedUp(id: string): DeskConversation | undefined {
  const known = detailsOf(id);
  return known.state === "ready" ? known.detail.live : undefined;
}

function OpenConversation(
  { conversation, ...place }: Place & { conversation: DeskConversation },
) {
  const id = conversation.conversation;
  const opened = openTimeline(id);
  const name = nameOf(conversation);
  const mine = conversation.agent === selfId();
  const watching = roleIs("supervisor", "admin") && !mine && !isOffered(conversation, selfId()) &&
    conversation.state !== "closed";
  useEffect(() => {
    opened.atEnd.value = true;
    settleNotices(id);
    refreshTimeline(id);
  }, [id]);
  const over = conversation.state === "closed" || !mine;
  useEffect(() => {
    if (over) closeLayersOf(id);
  }, [over]);
  useEffect(() => {
    if (!watching || link.value.state !== "live") return;
    transmit({ type: "watch", conversation: id });
    return () => void transmit({ type: "unwatch", conversation: id });
  }, [id, watching, link.value.state]);
  return (
    <section
      class="chat"
      id={anchorOf(place)}
      tabIndex={-1}
      aria-label={words.say("conversation.label", { name })}
    >
      <ChatHead conversation={conversation} column={place.column} />
      {place.bar}
      <OfferBar conversation={conversation} />
      <BesideBar conversation={conversation} />
      <MessageLog conversation={conversation} opened={opened} />
      <Foot conversation={conversation} mine={mine} name={name} />
      {isOpen("park", id) && <ParkDialog conversation={id} />}
      {isOpen("topic", id) && <TopicDialog conversation={id} />}
      {isOpen("explain", id) && <ExplainDialog />}
      {isOpen("link", id) && <LinkDialog conversation={id} />}
      {isOpen("close", id) && <CloseDialog conversation={id} />}
    </section>
  );
}

/** A topic can follow while the engine still holds the conversation. */
function ClosedFoot({ conversation }: { conversation: DeskConversation }) {
  const id = conversation.conversation;
  const may = conversation.key !== "" &&
    (conversation.agent === selfId() || roleIs("supervisor", "admin"));
  return (
    <div class="chat-hint row">
      <span class="grow">{words.say("conversation.closedHint")}</span>
      {may && (
        <Button compact onClick={() => openLayer("topic", id)}>{words.say("topic.later")}</Button>
      )}
    </div>
  );
}

function Foot(
  { conversation, mine, name }: { conversation: DeskConversation; mine: boolean; name: string },
) {
  if (conversation.state === "closed") {
    return <ClosedFoot conversation={conversation} />;
  }
  const says = maySay(besideAs(conversation, whoIAm()));
  if (says) {
    return <Composer conversation={conversation} name={name} notesOnly={says === "staff"} />;
  }
  if (mine) return <Composer conversation={conversation} name={name} />;
  if (isOffered(conversation, selfId())) {
    return <p class="chat-hint">{words.say("conversation.offeredHint")}</p>;
  }
  return (
    <p class="chat-hint">
      {conversation.agent
        ? words.say("conversation.withOther", { agent: agentName(conversation.agent) })
        : words.say("conversation.readOnly")}
    </p>
  );
}
