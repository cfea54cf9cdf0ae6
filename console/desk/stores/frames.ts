import type {
  AgentFrameOut,
  Alert,
  DeskConversation,
} from "../../../engine/contract/wire/socket.ts";
import { setServerTime } from "../../kit/tick.ts";
import { settleAlerts, takeAlert } from "./alerts.ts";
import { alertName } from "./alert_names.ts";
import { announce, urgent } from "./announcements.ts";
import * as desk from "./conversations.ts";
import { refreshDetails } from "./details.ts";
import { degraded } from "./link.ts";
import { clockName, nameOf } from "./names.ts";
import * as outbox from "./outbox.ts";
import { words } from "./preferences.ts";
import { takeVisitorRead, unreadOf } from "./reads.ts";
import { inSight } from "./selection.ts";
import { selfId } from "./session.ts";
import { sound } from "./sounds.ts";
import { takeEntry, takeResync } from "./timelines.ts";
import { stopPeek, takeTyping } from "./typing.ts";

/** Puts every frame of the gateway where it belongs. */
export function receive(frame: AgentFrameOut): void {
  switch (frame.type) {
    case "ready":
      setServerTime(frame.at);
      desk.self.value = frame.self;
      outbox.pump();
      return;
    case "desk":
      desk.putDesk(frame.conversations);
      desk.groups.value = frame.groups;
      desk.today.value = frame.today ?? desk.today.value;
      return;
    case "entry":
      takeEntry(frame.conversation, frame.prev, frame.entry);
      outbox.onLanded(frame.conversation, [frame.entry]);
      if (frame.entry.kind === "message" && frame.entry.from === "visitor") {
        stopPeek(frame.conversation);
      }
      return;
    case "resync":
      takeResync(frame.conversation, frame.entries, frame.completeFrom);
      outbox.onLanded(frame.conversation, frame.entries);
      return;
    case "conversation":
      return takeConversation(frame.conversation, frame.gone ?? false);
    case "self":
      desk.self.value = frame.self;
      return;
    case "waiting":
      desk.groups.value = frame.groups;
      desk.heads.value = frame.heads;
      return;
    case "alert":
      return raise(frame.alert);
    case "acknowledged":
      return outbox.onAcknowledged(frame.id, frame.seq, frame.message);
    case "refused":
      if (frame.id) outbox.onRefused(frame.id, frame.error.code, frame.error.retryAfterMs);
      return;
    case "typing":
      return takeTyping(frame.conversation, frame.text);
    case "read":
      return takeVisitorRead(frame.conversation, frame.seq);
    case "degraded":
      degraded.value = frame.degraded;
      return;
    case "pong":
      return setServerTime(frame.at);
  }
}

/** An alert is heard and spoken: at once when my own limit has passed, else politely. */
function raise(alert: Alert): void {
  if (!takeAlert(alert)) return;
  sound(alert.threshold);
  const sentence = () => {
    const name = alertName(alert);
    return words.say(`alerts.${alert.threshold}`, { name, clock: clockName(alert.clock) });
  };
  if (alert.threshold === "breach" && alert.agent === selfId()) urgent.value = sentence();
  else announce(`alert.${alert.conversation}`, sentence);
}

/** A conversation changed: what is new about it is heard and announced. */
function takeConversation(conversation: DeskConversation, gone: boolean): void {
  const before = desk.own.value.get(conversation.conversation);
  desk.putConversation(conversation, gone);
  settleAlerts(conversation, gone);
  refreshDetails(conversation);
  if (gone) return;
  const mine = conversation.agent === selfId() && conversation.state === "assigned";
  const isNew = mine && (!before || before.state !== "assigned" || before.agent !== selfId());
  const offered = conversation.offer?.agent === selfId() && before?.offer?.agent !== selfId();
  if (isNew || offered) return sound("conversation");
  const visitorWrote = (conversation.lastVisitorAt ?? 0) > (before?.lastVisitorAt ?? 0);
  if (!mine || !visitorWrote) return;
  const inFront = inSight.value.includes(conversation.conversation) && !document.hidden;
  if (inFront) return;
  sound("message");
  const id = conversation.conversation;
  announce(id, () => {
    const now = desk.conversationOf(id) ?? conversation;
    return words.say("log.others", { name: nameOf(now), count: Math.max(1, unreadOf(now)) });
  });
}
