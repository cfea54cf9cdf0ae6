import type { VisitorBlock } from "../../../engine/contract/wire/queries.ts";
import { language } from "../stores/host.ts";
import { clockTime, day } from "./words.ts";

/** Of no use to nearly everybody: apart from the tables that a first visit fetches. */
const WORDS = {
  zh: {
    ended: "商家结束了会话",
    open: "商家暂时不接收您的消息。",
    until: (time: string) => `商家暂时不接收您的消息，${time} 以后可以再联系。`,
  },
  en: {
    ended: "The shop ended this chat",
    open: "The shop takes no messages from you at present.",
    until: (time: string) =>
      `The shop takes no messages from you until ${time}. After that you can write again.`,
  },
};

export const endedByShop = (): string => WORDS[language.value].ended;

/** That the shop takes nothing from this visitor, and until when. */
export function blockText({ untilAt }: VisitorBlock): string {
  const { open, until } = WORDS[language.value];
  return untilAt === undefined ? open : until(`${day(untilAt)} ${clockTime(untilAt)}`);
}
