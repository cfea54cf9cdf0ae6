/** P12, private: no frame to a session mentions a conversation outside its grant. */
import { offend, type Verdict } from "./verdict.ts";

/** What a session may see: a visitor's own conversations, or what an agent's role and work allow. */
export interface Grant {
  session: string;
  sees: (conversation: string) => boolean;
  staff: boolean;
}

/** Conversation ids and visibilities wherever they stand in a frame. */
function mentions(value: unknown, found: { conversations: Set<string>; staff: boolean }): void {
  if (Array.isArray(value)) { for (const item of value) mentions(item, found); }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === "conversation" && typeof inner === "string") found.conversations.add(inner);
    if (name === "visibility" && inner === "staff") found.staff = true;
    mentions(inner, found);
  }
}

export function judgeFrame(verdict: Verdict, grant: Grant, frame: unknown): void {
  verdict.judged++;
  const found = { conversations: new Set<string>(), staff: false };
  mentions(frame, found);
  for (const conversation of found.conversations) {
    if (!grant.sees(conversation)) {
      offend(verdict, `session ${grant.session} was told of ${conversation}`);
    }
  }
  if (found.staff && !grant.staff) {
    offend(verdict, `session ${grant.session} was shown an internal note`);
  }
}
