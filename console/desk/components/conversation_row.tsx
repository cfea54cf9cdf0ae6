import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Avatar, Badge, Name } from "../../kit/components/marks.tsx";
import { previewOf } from "../model/naming.ts";
import { words } from "../stores/preferences.ts";
import { departmentName, nameOf, shopName } from "../stores/names.ts";
import { pathOf, wishFocus } from "../stores/selection.ts";
import { selfId } from "../stores/session.ts";
import { RowWait } from "./row_wait.tsx";

/** One conversation of the list: who, where from, what last, how long it waits. */
export function ConversationRow(
  { conversation, unread, current, reachable, link, about }: {
    conversation: DeskConversation;
    unread: number;
    current: boolean;
    /** The one row of the list that Tab reaches. */
    reachable: boolean;
    /** False for work that is not mine yet: it is shown, not opened. */
    link: boolean;
    /** Why it does not open. */
    about?: string;
  },
) {
  const name = nameOf(conversation);
  const inside = (
    <>
      <span class="portrait">
        <Avatar
          name={name}
          size={34}
          presence={conversation.visitorPresence === "gone" ? "off" : undefined}
        />
        <Badge count={unread} label={words.say("list.unread", { count: unread })} />
      </span>
      <span class="words">
        <span class="first">
          <Name of={name} />
          <span class="shop cut">{shopName(conversation.shop)}</span>
        </span>
        <span class="second cut" dir="auto">
          {previewOf(conversation, selfId(), words.say, departmentName)}
        </span>
      </span>
      <RowWait conversation={conversation} />
    </>
  );
  const classes = `conversation-row ${unread > 0 ? "unread" : ""}`;
  if (!link) return <div class={classes} title={about}>{inside}</div>;
  return (
    <a
      class={classes}
      href={pathOf(conversation.conversation)}
      aria-current={current ? "true" : undefined}
      tabIndex={reachable ? 0 : -1}
      onClick={() => current && wishFocus()}
    >
      {inside}
    </a>
  );
}
