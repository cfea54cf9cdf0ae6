import type { Alert, DeskConversation, Entry } from "../../../engine/contract/wire/socket.ts";
import { besideAs } from "../model/beside.ts";
import { isOffered } from "../model/sections.ts";
import { takeAlert } from "./alerts.ts";
import { alertText } from "./alert_names.ts";
import { announce, urgent } from "./announcements.ts";
import { conversationOf, groups } from "./conversations.ts";
import { agentName, groupName, nameOf } from "./names.ts";
import { notify } from "./notices.ts";
import { words } from "./preferences.ts";
import { unreadOf } from "./reads.ts";
import { inSight } from "./selection.ts";
import { roleIs, selfId } from "./session.ts";

/** What of all that arrives is news for this agent, and how it is told. */

/** An alert is heard and spoken: at once when my own limit has passed, else politely. */
export function raise(alert: Alert): void {
  if (!takeAlert(alert)) return;
  const { conversation, agent, threshold } = alert;
  const kind = threshold === "breach" ? "breach" : "warn";
  const stays = kind === "breach" && agent === selfId();
  const sentence = () => alertText(alert);
  notify({ kind, conversation, title: sentence(), stays });
  if (stays) urgent.value = sentence();
  else announce(`alert.${conversation}`, sentence);
}

/** A conversation of this desk changed: came, was offered, or has a new word of its visitor. */
export function tellChange(
  before: DeskConversation | undefined,
  now: DeskConversation,
  shared: boolean,
): void {
  const { conversation: id, offer } = now;
  const name = nameOf(now);
  const text = now.preview?.text;
  const mine = now.agent === selfId() && now.state === "assigned";
  const isNew = mine && (!before || before.state !== "assigned" || before.agent !== selfId());
  if (offer && isOffered(now, selfId()) && !(before && isOffered(before, selfId()))) {
    const title = offer.kind === "assignment"
      ? words.say("notices.tentative", { group: groupName(offer.from), name })
      : words.say("notices.offered", { from: agentName(offer.from), name });
    return notify({ kind: "offer", conversation: id, title, text: offer.note ?? text });
  }
  if (isNew) {
    return notify({
      kind: "conversation",
      conversation: id,
      title: words.say("notices.new", { name }),
      text,
    });
  }
  if (asked(now) && !(before && asked(before))) {
    const title = words.say("notices.asked", { from: agentName(now.agent ?? ""), name });
    return notify({ kind: "offer", conversation: id, title, text });
  }
  const visitorWrote = (now.lastVisitorAt ?? 0) > (before?.lastVisitorAt ?? 0);
  if (!visitorWrote || (!mine && !shared)) return;
  const kind = mine ? "message" : "shared";
  if (mine && inSight.value.includes(id) && !document.hidden) return;
  notify({ kind, conversation: id, title: words.say("notices.wrote", { name }), text });
  announce(id, () => {
    const newest = conversationOf(id) ?? now;
    return words.say("log.others", { name: nameOf(newest), count: Math.max(1, unreadOf(newest)) });
  });
}

/** A colleague wants my help: an agent stands beside an owner only when asked, supervisors by themselves. */
const asked = (one: DeskConversation): boolean =>
  besideAs(one, selfId()) === "whisper" && !roleIs("supervisor", "admin");

/** A line of a conversation of mine: a colleague's note, the visitor's rating. */
export function tellEntry(conversation: string, entry: Entry): void {
  const known = conversationOf(conversation);
  if (known?.agent !== selfId()) return;
  const name = nameOf(known);
  if (entry.kind === "message") {
    if (entry.visibility !== "staff" || entry.author === selfId()) return;
    const from = agentName(entry.author);
    const text = entry.body?.kind === "text" ? entry.body.text : undefined;
    return notify({
      kind: "note",
      conversation,
      title: words.say("notices.noted", { from, name }),
      text,
    });
  }
  if (entry.event.type !== "conversation.rated") return;
  const title = words.say("notices.ratedBy", { name, score: entry.event.score });
  notify({ kind: "rated", conversation, title });
}

/** Somebody waits in a line that was empty a moment ago. */
export function tellLines(before: typeof groups.value): void {
  for (const { group, waiting } of groups.value) {
    const was = before.find((one) => one.group === group)?.waiting ?? waiting;
    if (was > 0 || waiting === 0) continue;
    const title = words.say("notices.queued", { group: groupName(group), count: waiting });
    notify({ kind: "waiting", title });
  }
}
