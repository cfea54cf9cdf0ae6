import type { BotReply } from "../../engine/contract/ports/bots.ts";
import { botReply } from "../../engine/contract/schemas/bots.ts";
import type { Bot } from "../../engine/contract/wire/configuration.ts";
import type { Event } from "../../engine/contract/wire/events.ts";
import type { FeedItem, FeedMessage } from "../../engine/contract/wire/feed.ts";
import type { MessageBody } from "../../engine/contract/wire/messages.ts";
import type { ConversationLive } from "../../engine/contract/wire/queries.ts";
import { type Asker, send } from "../commands.ts";
import type { Gateway } from "../context.ts";
import { sealMessage } from "../conversations/messages.ts";
import { openedOf } from "../conversations/timeline.ts";
import { derivedId } from "../ids.ts";
import { errorFields } from "../log.ts";
import { createFaq, type Faq } from "./faq/faq.ts";

/**
 * Asks bots for the messages that the engine has them answer. The engine decided that, names the
 * gateway that asks, and holds a deadline; so nothing here has to be remembered or tried again. A
 * bot that is silent, slow, wrong or gone is passed over at once or by the deadline, and its late
 * answer is refused because the conversation is no longer its own. Ids come from the event, so that
 * a question met twice has one answer.
 */

/** Questions under way; what comes on top goes to a person. */
const ASKED_MAX = 1_000;
/** The answer still has to reach the engine before the bot's time is over. */
const MARGIN_MS = 500;

type Asked = Event<"conversation.messaged"> & { toBot: { bot: string; gateway: string } };

const runners = new WeakMap<Gateway, { faq: Faq; underway: number }>();

export function runBots(gateway: Gateway, { items }: FeedMessage): void {
  for (const item of items) {
    const { event, after } = item;
    if (!isAsked(gateway, item) || after === undefined) continue;
    void answer(gateway, event as Asked, after).catch((error) =>
      gateway.onLog({ level: "error", event: "bot.failed", ...errorFields(error) })
    );
  }
}

/** With no gateway named every one asks; their answers have one id. */
function isAsked(gateway: Gateway, { event }: FeedItem): boolean {
  if (event.type !== "conversation.messaged" || event.toBot === undefined) return false;
  return event.toBot.gateway === "" || event.toBot.gateway === gateway.name;
}

async function answer(gateway: Gateway, event: Asked, after: ConversationLive): Promise<void> {
  let runner = runners.get(gateway);
  if (runner === undefined) runners.set(gateway, runner = { faq: createFaq(), underway: 0 });
  if (runner.underway >= ASKED_MAX) return await handOn(gateway, event);
  runner.underway++;
  try {
    const reply = await replyOf(gateway, runner.faq, event, after);
    if (reply === undefined || reply.kind === "handOn") return await handOn(gateway, event);
    await say(gateway, event, after, reply.text);
  } finally {
    runner.underway--;
  }
}

/** Undefined when the bot is not there, not in time, or says what no bot may. */
async function replyOf(
  gateway: Gateway,
  faq: Faq,
  event: Asked,
  { conversation, language = "zh" }: ConversationLive,
): Promise<BotReply | undefined> {
  const company = await gateway.companies.get(event.workspace);
  const bot = company?.configuration?.bots?.find(({ id }) => id === event.toBot.bot);
  const body = await openedOf(gateway, event) as MessageBody | undefined;
  if (bot === undefined || body?.kind !== "text") return undefined;
  const question = { conversation, language, text: body.text };
  if (bot.kind === "faq") return faq.reply(bot, question);
  return await askService(gateway, event.workspace, bot, question);
}

async function askService(
  gateway: Gateway,
  workspace: string,
  bot: Bot,
  question: { conversation: string; language: "zh" | "en"; text: string },
): Promise<BotReply | undefined> {
  const withinMs = Math.max(0, bot.answerMs - MARGIN_MS);
  try {
    const reply = await gateway.bots?.ask(workspace, bot.id, question, withinMs);
    const parsed = botReply.safeParse(reply);
    if (parsed.success) return parsed.data;
    gateway.onLog({ level: "warn", event: "bot.wrong", bot: bot.id });
  } catch (error) {
    gateway.onLog({ level: "warn", event: "bot.silent", bot: bot.id, ...errorFields(error) });
  }
  return undefined;
}

const askerOf = (event: Asked): Asker => ({
  workspace: event.workspace,
  by: `bot:${event.toBot.bot}`,
  scope: event.toBot.bot,
});

const idOf = (gateway: Gateway, event: Asked): string =>
  derivedId(gateway.settings.secret, "k", "bot", event.workspace, String(event.seq));

async function say(
  gateway: Gateway,
  event: Asked,
  { conversation, visitor, key }: ConversationLive,
  text: string,
): Promise<void> {
  const asker = askerOf(event);
  const id = idOf(gateway, event);
  const place = { conversation, visitor, key };
  const sealed = await sealMessage(gateway, asker, id, place, { kind: "text", text }, "all");
  if (!sealed.ok) return;
  await send(gateway, asker, id, "conversation.message", { conversation, ...sealed.value });
}

/** Refused when somebody was faster, which is as good. */
async function handOn(gateway: Gateway, event: Asked): Promise<void> {
  const { conversation } = event;
  const asker = askerOf(event);
  const id = `${idOf(gateway, event)}h`;
  await send(gateway, asker, id, "conversation.switch", { conversation, to: "waiting" });
}
