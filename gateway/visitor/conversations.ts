import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type {
  EntriesPage,
  LeaveRequest,
  MessageResponse,
  OpenRequest,
  OpenResponse,
  RatingRequest,
} from "../../engine/contract/wire/http.ts";
import type { SwitchRequest } from "../../engine/contract/wire/http_routing.ts";
import type { MessageBody, VisitorCard } from "../../engine/contract/wire/messages.ts";
import { done, type Outcome, refused, seqOf, wrongField } from "../answers.ts";
import { commandId, conversationIdOf, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { blockedRefusal } from "../conversations/blocked.ts";
import { continuationOf } from "../conversations/due.ts";
import { pageOf } from "../conversations/timeline.ts";
import { doorFields, sealField, sealMessage } from "../conversations/messages.ts";
import { chooseRoute } from "./route_choice.ts";
import { shopIsFull } from "./shop_budget.ts";
import { visitOf } from "./visit.ts";
import { askerOf, cameLately, ownOf, readerOf } from "./own.ts";
import type { VisitorPrincipal } from "./token.ts";

/** A visitor's request: who, the client's idempotency key, and the address it came from. */
export interface Call {
  who: VisitorPrincipal;
  key?: string;
  address: string;
}

export async function open(
  gateway: Gateway,
  { who, key, address }: Call,
  request: OpenRequest,
): Promise<Outcome<OpenResponse>> {
  const company = await gateway.companies.get(who.workspace);
  if (!company) return refused("unavailable");
  const { configuration } = company;
  const entrance = configuration?.routes.find((one) => one.id === request.route);
  if (!configuration || !entrance) return wrongField("route", "reference");
  if (request.topic && !entrance.topics.some((one) => one.id === request.topic)) {
    return wrongField("topic", "reference");
  }
  const asker = askerOf(who);
  const id = commandId(gateway, asker, key);
  const conversation = conversationIdOf(gateway, asker, id);
  const { topic, tag, attributes } = request;
  const returning = () => cameBefore(gateway, who, conversation);
  const route = await chooseRoute(configuration, entrance, {
    topic,
    tag,
    attributes,
    page: request.facts?.page,
    at: gateway.clock.wall(),
    returning,
  });
  const full = await shopIsFull(gateway, who, route, returning);
  if (full) return full;
  const known = route.topics.some((one) => one.id === topic);
  const place = { conversation, visitor: who.visitor, key: who.key };
  const first = request.message &&
    await sealMessage(gateway, asker, id, place, request.message, "all");
  if (first && !first.ok) return first;
  const seen = await visitOf(request.facts, address);
  const facts = await sealField(gateway, who.key, seen, `${id}.facts`);
  if (facts === undefined) return refused("unauthenticated");
  if (who.since >= gateway.startedAt && cameLately(gateway, who)) {
    gateway.cards.first(who.workspace, who.visitor, seen);
  }
  const reply = await send(gateway, asker, id, "conversation.open", {
    conversation,
    visitor: who.visitor,
    key: who.key,
    channel: "web",
    route: route.id,
    ...(known && { topic }),
    language: request.language,
    ...doorFields(gateway, request.message),
    facts,
    ...(first && { first: first.value }),
  });
  if (!reply.ok) return reply;
  gateway.hub.here(gateway, who, conversation);
  return done({
    conversation,
    ...(first && { message: first.value.message }),
    seq: reply.seq,
    opened: reply.result.opened ?? { state: "waiting", position: 1 },
  });
}

/** Somebody who writes to an old one is taken along so many continuations. */
const CONTINUATIONS_MAX = 20;

/**
 * A visitor's message. A closed conversation is reopened by the engine while that is possible; one
 * that was parked or left so long that the engine forgot it goes on as a new one.
 */
export async function write(
  gateway: Gateway,
  call: Call,
  conversation: string,
  body: MessageBody,
  hops = CONTINUATIONS_MAX,
): Promise<Outcome<MessageResponse>> {
  const own = await ownOf(gateway, call.who, conversation);
  if (!own.ok) return own;
  if (own.value.state === "recorded") {
    const { state, route, continuedBy, agent } = own.value.recorded;
    if (continuedBy !== undefined) {
      // its id is taken for good: what goes on is the continuation, if it still does
      return hops > 0 ? await write(gateway, call, continuedBy, body, hops - 1) : refused("closed");
    }
    if (state !== "parked" && state !== "left") return refused("closed");
    const owner = state === "parked" ? agent : undefined;
    return await goOn(gateway, call, conversation, { route, owner }, body);
  }
  return await writeTo(gateway, call, conversation, body);
}

/** Whether the visitor had another conversation; with records down nobody is known. */
async function cameBefore(
  gateway: Gateway,
  { workspace, visitor }: VisitorPrincipal,
  conversation: string,
): Promise<boolean> {
  try {
    const past = await gateway.reading.conversationsOfVisitor(workspace, visitor, 2);
    return past.some((one) => one.conversation !== conversation);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return false;
    throw error;
  }
}

/** To a conversation known to be this visitor's and live; `not_found` when it is forgotten. */
export async function writeTo(
  gateway: Gateway,
  { who, key }: Call,
  conversation: string,
  body: MessageBody,
): Promise<Outcome<MessageResponse>> {
  const asker = askerOf(who);
  const id = commandId(gateway, asker, key);
  const place = { conversation, visitor: who.visitor, key: who.key };
  const sealed = await sealMessage(gateway, asker, id, place, body, "all");
  if (!sealed.ok) return sealed;
  const reply = await send(gateway, asker, id, "conversation.message", {
    conversation,
    ...doorFields(gateway, body),
    ...sealed.value,
  });
  return reply.ok ? done({ message: sealed.value.message, seq: reply.seq }) : reply;
}

/**
 * Any number of gateways derive the same id from the forgotten one, so only one goes on. Whoever
 * parked it is tried first.
 */
async function goOn(
  gateway: Gateway,
  call: Call,
  forgotten: string,
  { route, owner }: { route: string; owner: string | undefined },
  body: MessageBody,
): Promise<Outcome<MessageResponse>> {
  const { who, key } = call;
  const asker = askerOf(who);
  const id = commandId(gateway, asker, key);
  const conversation = continuationOf(gateway, forgotten);
  const place = { conversation, visitor: who.visitor, key: who.key };
  const first = await sealMessage(gateway, asker, id, place, body, "all");
  if (!first.ok) return first;
  const reply = await send(gateway, asker, id, "conversation.open", {
    conversation,
    visitor: who.visitor,
    key: who.key,
    channel: "web",
    route,
    language: who.language,
    continues: forgotten,
    ...(owner !== undefined && { owner }),
    first: first.value,
  });
  if (reply.ok) return done({ message: first.value.message, seq: reply.seq });
  if (reply.error.code !== "conflict") return reply;
  return await writeTo(gateway, call, conversation, body);
}

/** 留言: what it is about and how to reach the visitor, then the left message itself. */
export async function leave(
  gateway: Gateway,
  call: Call,
  conversation: string,
  request: LeaveRequest,
): Promise<Outcome<{ seq: number }>> {
  const { who } = call;
  const own = await ownOf(gateway, who, conversation);
  if (!own.ok) return own;
  if (own.value.state === "recorded") return refused("closed");
  const blocked = await blockedRefusal(gateway, who);
  if (blocked) return blocked;
  const asker = askerOf(who);
  const id = commandId(gateway, asker, call.key);
  const { text, ...contact } = request;
  if (Object.keys(contact).length > 0) {
    const { card: before } = await gateway.cards.get(who.workspace, who.visitor);
    const merged: VisitorCard = { ...before, ...contact };
    const card = await sealField(gateway, who.key, merged, `${id}.card`);
    if (card === undefined) return refused("unauthenticated");
    const update = await send(gateway, asker, `${id}-card`, "visitor.update", {
      visitor: who.visitor,
      card,
      key: who.key,
    });
    if (!update.ok) return update;
  }
  if (text) {
    const said = await writeTo(gateway, { ...call, key: `${id}-text` }, conversation, {
      kind: "text",
      text,
    });
    if (!said.ok) return said;
  }
  if (own.value.live.state === "left") return done({ seq: own.value.live.lastSeq });
  return seqOf(await send(gateway, asker, id, "conversation.leave", { conversation }));
}

/** Waiting, left message, bot: to and fro without losing the place. */
export async function turn(
  gateway: Gateway,
  { who, key }: Call,
  conversation: string,
  to: SwitchRequest["to"],
): Promise<Outcome<{ seq: number }>> {
  const own = await ownOf(gateway, who, conversation);
  if (!own.ok) return own;
  if (own.value.state === "recorded") return refused("closed");
  const asker = askerOf(who);
  const id = commandId(gateway, asker, key);
  return seqOf(await send(gateway, asker, id, "conversation.switch", { conversation, to }));
}

export async function close(
  gateway: Gateway,
  { who, key }: Call,
  conversation: string,
): Promise<Outcome<{ seq: number }>> {
  const own = await ownOf(gateway, who, conversation);
  if (!own.ok) return own;
  if (own.value.state === "recorded") return refused("closed");
  const asker = askerOf(who);
  const id = commandId(gateway, asker, key);
  return seqOf(await send(gateway, asker, id, "conversation.close", { conversation }));
}

export async function rate(
  gateway: Gateway,
  { who, key }: Call,
  conversation: string,
  request: RatingRequest,
): Promise<Outcome<{ seq: number }>> {
  const own = await ownOf(gateway, who, conversation);
  if (!own.ok) return own;
  const company = await gateway.companies.get(who.workspace);
  const reasons = company?.configuration?.rating.reasons ?? [];
  const stray = request.reasons?.findIndex((one) => !reasons.some(({ id }) => id === one)) ?? -1;
  if (stray >= 0) return wrongField(`reasons.${stray}`, "reference");
  const asker = askerOf(who);
  const id = commandId(gateway, asker, key);
  const comment = await sealField(gateway, who.key, request.comment, `${id}.comment`);
  return seqOf(
    await send(gateway, asker, id, "conversation.rate", {
      conversation,
      score: request.score,
      ...(request.reasons && { reasons: request.reasons }),
      ...(comment && { comment }),
    }),
  );
}

export async function history(
  gateway: Gateway,
  who: VisitorPrincipal,
  conversation: string,
  page: { before: number; limit: number },
): Promise<Outcome<EntriesPage>> {
  const own = await ownOf(gateway, who, conversation);
  if (!own.ok) return own;
  await gateway.companies.get(who.workspace);
  return await pageOf(gateway, who.workspace, conversation, page, readerOf(gateway, who));
}
