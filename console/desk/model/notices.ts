import type { NoticeChoice, NoticeKind } from "../../../engine/contract/wire/desk.ts";

/** How each kind is told until somebody chooses otherwise. */
export const NOTICES_AT_FIRST: Record<NoticeKind, NoticeChoice> = {
  conversation: { sound: "soft", popup: true, desktop: true },
  message: { sound: "short", popup: false, desktop: true },
  waiting: { sound: "none", popup: false, desktop: false },
  offer: { sound: "soft", popup: true, desktop: true },
  shared: { sound: "soft", popup: true, desktop: false },
  note: { sound: "none", popup: true, desktop: false },
  rated: { sound: "none", popup: false, desktop: false },
  warn: { sound: "double", popup: true, desktop: true },
  breach: { sound: "insistent", popup: true, desktop: true },
};

/** A limit that has passed is told in one way at least. */
export const mustStay = (kind: NoticeKind, { sound, popup, desktop }: NoticeChoice): boolean =>
  kind === "breach" && sound === "none" && !popup && !desktop;

/** A tone of a sound: hertz, one after the other. */
export const TONES = {
  soft: [523, 784],
  short: [659],
  double: [880, 880],
  insistent: [988, 740, 988, 740],
} as const;
