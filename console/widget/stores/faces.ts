import { computed, signal } from "@preact/signals";
import type { VisitorBlock } from "../../../engine/contract/wire/queries.ts";
import type { LeaveRequest, RatingRequest } from "../../../engine/contract/wire/http.ts";
import type { FieldFault, RefusalCode } from "../../../engine/contract/wire/refusals.ts";
import { current, know, ordered, seenLive } from "./conversations.ts";
import { outbox } from "./delivery.ts";
import { type Answer, door } from "./door.ts";
import { freshId } from "./fresh_id.ts";
import { loadOlder } from "./history.ts";
import { session } from "./session.ts";
import { keep, kept } from "./storage.ts";

/** Which of the panel's faces is shown, and what the visitor can do that is not a message. */
export type Face = "opening" | "failed" | "welcome" | "chat" | "leave";

/** Topic picked on the welcome; it goes with the first message. */
export const topic = signal<string>();
/** The visitor asked for the form, or has not yet given a contact for the left message. */
export const wantsToLeave = signal(false);
/** Conversations whose contact form was sent or put away; a reload does not ask again. */
export const leaveDone = signal<ReadonlySet<string>>(new Set(kept("leaveDone")?.split(" ")));
/** So many are remembered: one visitor leaves few messages. */
const LEAVE_DONE_MAX = 20;
/** A visitor without an open conversation asked for the last one. */
export const readingPast = signal(false);
/** How many conversations before the current one are opened for reading. */
const pastShown = signal(0);

export const face = computed<Face>(() => {
  const state = session.value.state;
  if (state === "failed") return "failed";
  if (state !== "open") return "opening";
  const thread = current.value;
  const writing = topic.value !== undefined || outbox.value.length > 0;
  if (thread === undefined) return writing ? "chat" : "welcome";
  const { conversation, state: stands, canReopen, ratingInvited, rated } = thread.summary;
  const done = leaveDone.value.has(conversation);
  if (!done && (stands === "left" || (stands === "waiting" && wantsToLeave.value))) return "leave";
  const worth = stands !== "closed" || canReopen || (ratingInvited && rated === undefined);
  const stays = worth || seenLive.value.has(conversation) || readingPast.value;
  return stays || writing ? "chat" : "welcome";
});

/** Threads on the page, oldest first: the current one and those opened from the past. */
export const onPage = computed(() => ordered.value.slice(-(1 + pastShown.value)));
export const olderExist = computed(() => ordered.value.length > 1 + pastShown.value);

export async function showOlder(): Promise<void> {
  const before = ordered.value.at(-(2 + pastShown.value));
  if (before === undefined) return;
  pastShown.value++;
  if (before.entries.length === 0) await loadOlder(before.summary.conversation);
}

/** One key per wish: pressing the button again after an unknown outcome repeats the same request. */
const keys = new Map<string, string>();
function keyOf(wish: string): string {
  const key = keys.get(wish) ?? freshId();
  keys.set(wish, key);
  return key;
}

async function wish<T>(name: string, ask: (key: string) => Promise<Answer<T>>): Promise<Outcome> {
  const answer = await ask(keyOf(name));
  if (answer.ok || answer.code !== "unreachable") keys.delete(name);
  return answer.ok ? { ok: true } : answer;
}
export type Outcome =
  | { ok: true }
  | { ok: false; code: RefusalCode | "unreachable"; fields?: FieldFault[]; blocked?: VisitorBlock };

export async function closeByVisitor(conversation: string): Promise<Outcome> {
  return await wish(`close ${conversation}`, (key) => door.close(conversation, key));
}

export async function rate(conversation: string, request: RatingRequest): Promise<Outcome> {
  const name = `rate ${conversation} ${JSON.stringify(request)}`;
  const outcome = await wish(name, (key) => door.rate(conversation, request, key));
  const thread = current.value;
  if (outcome.ok && thread?.summary.conversation === conversation) {
    know([{ ...thread.summary, rated: request.score }]);
  }
  return outcome;
}

/** From the bot, or from a left message, into the line. */
export async function askForPeople(conversation: string): Promise<Outcome> {
  return await wish(`people ${conversation}`, (key) => door.turn(conversation, "waiting", key));
}

export async function leaveMessage(conversation: string, request: LeaveRequest): Promise<Outcome> {
  const name = `leave ${conversation} ${JSON.stringify(request)}`;
  const outcome = await wish(name, (key) => door.leave(conversation, request, key));
  if (outcome.ok) putFormAway(conversation);
  return outcome;
}

export function putFormAway(conversation: string): void {
  const done = [...new Set(leaveDone.value).add(conversation)].slice(-LEAVE_DONE_MAX);
  leaveDone.value = new Set(done);
  keep("leaveDone", done.join(" "));
  wantsToLeave.value = false;
}
