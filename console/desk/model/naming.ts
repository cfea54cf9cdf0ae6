import type { DeskConversation } from "../../../engine/contract/wire/socket.ts";
import { oneLine, safeName } from "../../kit/text.ts";
import type { Word } from "../words/zh.ts";

type Say = (key: Word, slots?: Record<string, string>) => string;

/** The mark of a visitor without a name, at the end of the short name the gateway gives. */
const MARK = /[0-9A-F]{4}$/;

/** What a visitor is called: the name on the card, else a short name in the reader's language. */
export function visitorName(
  { card, visitorName }: Pick<DeskConversation, "card" | "visitorName">,
  say: Say,
): string {
  const mark = MARK.exec(visitorName)?.[0];
  return safeName(card.name, mark ? say("visitor.unnamed", { mark }) : safeName(visitorName, "—"));
}

/** Usual reasons for setting work aside; the event holds the code, people read the words. */
export const PARK_REASONS = ["call", "department", "visitor", "goods", "other"] as const;
export type ParkReason = (typeof PARK_REASONS)[number];

/** Work that waits for one department names it in its reason: `department:<id>`. */
const OF_DEPARTMENT = /^department:(.+)$/;

export const departmentIn = (reason: string | undefined): string | undefined =>
  OF_DEPARTMENT.exec(reason ?? "")?.[1];

export const reasonOf = (reason: ParkReason, department: string): string =>
  reason === "department" && department !== "" ? `department:${department}` : reason;

export function reasonText(reason: string, say: Say, department: (id: string) => string): string {
  const id = departmentIn(reason);
  if (id !== undefined) return say("park.reason.of", { department: department(id) });
  return (PARK_REASONS as readonly string[]).includes(reason)
    ? say(`park.reason.${reason as ParkReason}`)
    : reason;
}

/** The words of a list's second line. */
export function previewOf(
  { preview, parked, agent }: Pick<DeskConversation, "preview" | "parked" | "agent">,
  self: string,
  say: Say,
  department: (id: string) => string,
): string {
  if (parked?.reason) return reasonText(parked.reason, say, department);
  if (!preview) return say("preview.none");
  const text = preview.text !== "" || preview.bodyKind === "text"
    ? oneLine(preview.text)
    : say(`preview.${preview.bodyKind}`);
  return preview.from === "agent" && agent === self ? say("list.yours", { text }) : text;
}
