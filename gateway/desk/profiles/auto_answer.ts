import { filled, NAMELESS } from "../../../engine/contract/wire/desk.ts";
import type { Event } from "../../../engine/contract/wire/events.ts";
import type { By } from "../../../engine/contract/wire/ids.ts";
import type { ConversationLive } from "../../../engine/contract/wire/queries.ts";
import { send } from "../../commands.ts";
import type { Gateway } from "../../context.ts";
import { sealMessage } from "../../conversations/messages.ts";
import { derivedId } from "../../ids.ts";

/**
 * 自动应答: when a conversation comes to an agent who wishes it, a text goes out in that agent's
 * name. Every gateway that sees the event sends the same command under one derived id, so it goes
 * out once, and once only per conversation and agent. Automatic texts stop no clock.
 */
export async function autoAnswer(
  gateway: Gateway,
  event: Event<"conversation.assigned">,
  live: ConversationLive,
): Promise<void> {
  const { workspace, agent, conversation } = event;
  const { autoAnswer: wish } = gateway.profiles.of(workspace, agent) ?? {};
  const spoken = live.language ?? "zh";
  if (!wish?.on || wish[spoken] === "" || live.agent !== agent) return;
  const company = await gateway.companies.get(workspace);
  const shop = company?.configuration?.shops.find((one) => one.id === live.shop);
  const { card } = await gateway.cards.get(workspace, live.visitor);
  const text = filled(wish[spoken], {
    visitor: card.name || NAMELESS[spoken],
    agent: company?.agents.get(agent)?.record.name ?? agent,
    shop: shop?.name[spoken] ?? "",
    ...momentsOf(event.at, spoken, shop?.timeZone),
  });
  const asker = { workspace, by: `agent:${agent}` as By, scope: "auto" };
  const id = derivedId(gateway.settings.secret, "d", "auto-answer", conversation, agent);
  const body = { kind: "text" as const, text };
  const sealed = await sealMessage(gateway, asker, id, live, body, "all");
  if (!sealed.ok) return;
  await send(gateway, asker, id, "conversation.message", {
    conversation,
    ...sealed.value,
    auto: "autoAnswer",
  });
}

/** Date and time where the shop is. */
function momentsOf(at: number, spoken: "zh" | "en", timeZone = "Asia/Shanghai") {
  const locale = spoken === "zh" ? "zh-CN" : "en-GB";
  const day = { month: "short", day: "numeric", timeZone } as const;
  const hour = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  return {
    date: new Intl.DateTimeFormat(locale, day).format(at),
    time: new Intl.DateTimeFormat(locale, hour).format(at),
  };
}
