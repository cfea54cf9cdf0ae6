/** What a bot is asked: the visitor's words in clear, and nothing else of the visitor. */
export interface BotQuestion {
  conversation: string;
  language: "zh" | "en";
  text: string;
}

/** What a bot may say: an answer, or that a person has to go on. */
export type BotReply = { kind: "answer"; text: string } | { kind: "handOn" };

/**
 * Bots that are programs of their own: request and reply on `tg.v1.<workspace>.bot.<bot>`, or calls
 * in the process. What comes back is looked at by whoever asked; rejects when nobody answers within
 * the time.
 */
export interface Bots {
  ask(
    workspace: string,
    bot: string,
    question: BotQuestion,
    withinMs: number,
  ): Promise<unknown>;
}
