import type {
  AgentFrameOut,
  Alert,
  DeskConversation,
} from "../../../engine/contract/wire/socket.ts";
import { serverNow, setServerTime } from "../../kit/tick.ts";
import { besideAs } from "../model/beside.ts";
import { openAlertOf } from "../model/open_alerts.ts";
import { settleAlerts, takeAlert } from "./alerts.ts";
import * as desk from "./conversations.ts";
import { refreshDetails } from "./details.ts";
import { degraded, lightened } from "./link.ts";
import { configuration, knowPlaceOf } from "./names.ts";
import { raise, tellChange, tellEntry, tellLines } from "./news.ts";
import * as outbox from "./outbox.ts";
import { takeReady, takeSelf } from "./presence.ts";
import { takeVisitorRead } from "./reads.ts";
import { selfId } from "./session.ts";
import { takeEntry, takeResync } from "./timelines.ts";
import { stopPeek, takeTyping } from "./typing.ts";

/** Puts every frame of the gateway where it belongs. */
export function receive(frame: AgentFrameOut): void {
  switch (frame.type) {
    case "ready":
      setServerTime(frame.at);
      takeReady(frame.self);
      lightened.value = []; // told anew to each connection
      outbox.pump();
      return;
    case "desk":
      desk.groups.value = frame.groups;
      desk.today.value = frame.today ?? desk.today.value;
      return takeDesk(frame.conversations);
    case "entry":
      takeEntry(frame.conversation, frame.prev, frame.entry);
      outbox.onLanded(frame.conversation, [frame.entry]);
      if (frame.entry.kind === "message" && frame.entry.from === "visitor") {
        stopPeek(frame.conversation);
      }
      return tellEntry(frame.conversation, frame.entry);
    case "resync":
      takeResync(frame.conversation, frame.entries, frame.completeFrom);
      outbox.onLanded(frame.conversation, frame.entries);
      return;
    case "conversation":
      return takeConversation(frame.conversation, frame.gone ?? false);
    case "self":
      return takeSelf(frame.self);
    case "waiting":
      frame.heads.forEach(knowPlaceOf);
      desk.heads.value = frame.heads;
      return takeGroups(frame.groups);
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
    case "lightened":
      lightened.value = frame.parts;
      return;
    case "pong":
      return setServerTime(frame.at);
  }
}

/** What is there when a page is loaded is no news; what came while the link was gone is. */
function takeDesk(conversations: DeskConversation[]): void {
  const before = desk.own.value;
  const known = desk.deskLoaded.value;
  conversations.forEach(knowPlaceOf);
  desk.putDesk(conversations);
  if (!known) return restoreAlerts();
  for (const one of conversations) tell(before.get(one.conversation), one);
  for (const alert of openAlerts()) raise(alert);
}

const tell = (before: DeskConversation | undefined, now: DeskConversation): void =>
  tellChange(before, now, besideAs(now, selfId()) === "share");

function takeGroups(groups: typeof desk.groups.value): void {
  const before = desk.groups.value;
  desk.groups.value = groups;
  tellLines(before);
}

/** A conversation changed: what is new about it is told. */
function takeConversation(conversation: DeskConversation, gone: boolean): void {
  const id = conversation.conversation;
  const before = desk.own.value.get(id);
  knowPlaceOf(conversation);
  desk.putConversation(conversation, gone);
  settleAlerts(conversation, gone);
  refreshDetails(conversation);
  if (!gone) tell(before, conversation);
}

/** Alerts that were open before this page was loaded; nothing sounds for them again. */
export function restoreAlerts(): void {
  for (const alert of openAlerts()) takeAlert(alert);
}

/** The alerts that stand on own conversations by their clocks. */
function openAlerts(): Alert[] {
  const clocks = configuration.value?.clocks;
  if (!clocks) return [];
  return [...desk.own.value.values()].filter((one) => one.agent === selfId())
    .map((one) => openAlertOf(one, clocks, serverNow(), "agent"))
    .filter((alert) => alert !== undefined);
}
