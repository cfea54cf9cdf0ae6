import type { BotQuestion, BotReply } from "../../../engine/contract/ports/bots.ts";
import type { Bot } from "../../../engine/contract/wire/configuration.ts";
import { type Knowledge, knowledgeOf } from "./knowledge.ts";

/** The bot that comes with the desk: answers from its own list, says so when it has none. */
export interface Faq {
  reply(bot: Bot, question: BotQuestion): BotReply;
}

/** Conversations whose unanswered questions are counted; the one asked least lately leaves. */
const COUNTED_MAX = 10_000;
const UNKNOWN_MAX_DEFAULT = 2;

export function createFaq(): Faq {
  /** By the bot of one document: a new document brings new ones. */
  const prepared = new WeakMap<Bot, Knowledge>();
  const unknown = new Map<string, number>();

  function knowledge(bot: Bot): Knowledge {
    let known = prepared.get(bot);
    if (known === undefined) prepared.set(bot, known = knowledgeOf(bot));
    return known;
  }

  function count(conversation: string): number {
    const times = (unknown.get(conversation) ?? 0) + 1;
    unknown.delete(conversation);
    unknown.set(conversation, times);
    if (unknown.size > COUNTED_MAX) unknown.delete(unknown.keys().next().value!);
    return times;
  }

  return {
    reply(bot, { conversation, language, text }) {
      const answer = knowledge(bot).answer(text);
      if (answer !== undefined) {
        unknown.delete(conversation);
        return { kind: "answer", text: answer[language] };
      }
      const times = count(conversation);
      if (bot.unknown === undefined || times >= (bot.unknownMax ?? UNKNOWN_MAX_DEFAULT)) {
        unknown.delete(conversation);
        return { kind: "handOn" };
      }
      return { kind: "answer", text: bot.unknown[language] };
    },
  };
}
