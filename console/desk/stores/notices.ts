import { signal } from "@preact/signals";
import type { NoticeKind } from "../../../engine/contract/wire/desk.ts";
import { randomId } from "../wire/random_id.ts";
import { goTo } from "./navigation.ts";
import { preferences, words } from "./preferences.ts";
import { inSight, pathOf } from "./selection.ts";
import { heardHere, sound } from "./sounds.ts";

/** What the agent is told beside the list: a popup in the page, and one of the system. */
export interface Notice {
  id: string;
  kind: NoticeKind;
  /** Where a click leads; absent for what has no conversation of its own. */
  conversation?: string;
  title: string;
  text?: string;
  /** Until it is looked at or closed: it is this agent's own, and late. */
  stays?: boolean;
}

export const notices = signal<readonly Notice[]>([]);
/** Popups at once; the oldest makes room, for the list shows everything anyway. */
const NOTICES_MAX = 4;
/** A popup that nobody looks at leaves by itself; an own limit that has passed stays. */
const SHOWN_MS = 8_000;

/** Tells of something that happened, in the ways this agent chose for its kind. */
export function notify(notice: Omit<Notice, "id">): void {
  const { kind, conversation } = notice;
  sound(kind, () => [notice.title, notice.text].filter(Boolean).join(" "));
  const looked = conversation !== undefined && inSight.value.includes(conversation) &&
    !document.hidden;
  if (looked) return;
  const choice = preferences.value.notices[kind];
  if (choice.popup) popUp({ ...notice, id: randomId() });
  if (choice.desktop && document.hidden && heardHere()) showOnDesktop(notice);
}

function popUp(notice: Notice): void {
  const others = notices.value.filter((one) =>
    one.kind !== notice.kind || one.conversation !== notice.conversation
  );
  notices.value = [...others, notice].slice(-NOTICES_MAX);
  if (!notice.stays) setTimeout(() => dropNotice(notice.id), SHOWN_MS);
}

export const dropNotice = (id: string): void =>
  void (notices.value = notices.value.filter((one) => one.id !== id));

/** The conversation is in front: nothing more needs to be said about it. */
export function settleNotices(conversation: string): void {
  if (!notices.value.some((one) => one.conversation === conversation)) return;
  notices.value = notices.value.filter((one) => one.conversation !== conversation);
}

/** Brings the window up at the conversation. */
export function follow({ conversation }: Pick<Notice, "conversation">): void {
  globalThis.focus();
  if (conversation === undefined) return;
  goTo(pathOf(conversation));
  settleNotices(conversation);
}

export const desktopAllowed = signal<NotificationPermission | "missing">(
  "Notification" in globalThis ? Notification.permission : "missing",
);

export async function askForDesktop(): Promise<void> {
  if (desktopAllowed.value === "default") {
    desktopAllowed.value = await Notification.requestPermission();
  }
}

function showOnDesktop({ kind, conversation, title, text }: Omit<Notice, "id">): void {
  if (desktopAllowed.value !== "granted") return;
  const shown = new Notification(title, {
    body: text ?? words.say(`notices.kind.${kind}`),
    // a newer one about the same conversation takes its place
    tag: `${kind}.${conversation ?? ""}`,
    silent: true,
  });
  shown.onclick = () => {
    shown.close();
    follow({ conversation });
  };
}

export const forgetNotices = (): void => void (notices.value = []);
