import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { Clock, Icon, Timer } from "../../kit/components/icons.tsx";
import { waitOf, WaitRing } from "../../kit/components/wait_ring.tsx";
import { timer } from "../../kit/i18n/formats.ts";
import { now } from "../../kit/tick.ts";
import { words } from "../stores/preferences.ts";
import { briefOf, momentOf } from "../stores/shop_time.ts";

/** How long the visitor has waited against the clock: the ring, or why there is none. */
export function RowWait(
  { conversation, size = 32 }: { conversation: DeskConversation; size?: 32 | 36 },
) {
  const { state, parked, offer } = conversation;
  if (state === "parked") return <DueTime at={parked?.dueAt} shop={conversation.shop} />;
  if (state === "closed") {
    const { openedAt, lastVisitorAt = 0, lastAgentAt = 0 } = conversation;
    const at = Math.max(openedAt, lastVisitorAt, lastAgentAt);
    return <span class="due">{briefOf(conversation.shop, at)}</span>;
  }
  const beganAt = conversation.roundBeganAt ??
    (state === "waiting" ? conversation.enqueuedAt : undefined);
  if (conversation.breachAt !== undefined && beganAt !== undefined) {
    const { warnAt, breachAt } = conversation;
    const wait = waitOf(now.value, { beganAt, warnAt, breachAt });
    const key = wait.tone === "breach" ? "list.wait.over" : "list.wait.left";
    return <WaitRing wait={wait} size={size} label={words.say(key, { seconds: wait.seconds })} />;
  }
  if (state === "waiting" || state === "left") {
    return (
      <span class="due">
        <Icon of={Timer} size={13} />
        {timer(now.value - conversation.enqueuedAt)}
      </span>
    );
  }
  const last = Math.max(conversation.lastVisitorAt ?? 0, conversation.lastAgentAt ?? 0);
  if (offer || last === 0) return null;
  return <span class="due">{briefOf(conversation.shop, last)}</span>;
}

function DueTime({ at, shop }: { at?: number; shop: string }) {
  if (at === undefined) return null;
  const time = momentOf(shop, at);
  return (
    <span
      class={`due ${at <= now.value ? "over" : ""}`}
      title={words.say("list.due", { time })}
    >
      <Icon of={Clock} size={13} />
      {time}
    </span>
  );
}
