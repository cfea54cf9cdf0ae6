/** The demo company's two bots: each shop's own list, and nothing of the other's. */
import type { Bot, BotAnswer } from "../../engine/contract/wire/configuration.ts";

const known = (id: string, questions: string[], zh: string, en: string): BotAnswer => ({
  id,
  questions,
  answer: { zh, en },
});

const OUTDOOR: BotAnswer[] = [
  known(
    "returns",
    ["怎么退货", "七天无理由退换怎么申请", "how do I return it", "can I send it back"],
    "签收 7 天内可以退换：在订单里点“申请售后”，运费险由店铺赠送。",
    "Within 7 days of delivery: choose “after-sale” in your order. The return shipping is insured.",
  ),
  known(
    "dispatch",
    ["什么时候发货", "几天能发货", "when will it ship", "how long does dispatch take"],
    "现货 48 小时内发货，预售按商品页的时间发货。",
    "In stock ships within 48 hours; pre-orders ship on the date shown with the product.",
  ),
  known(
    "size",
    ["尺码怎么选", "身高 165 穿什么码", "which size should I take", "size chart"],
    "身高 160–168 cm 选 M，168–175 cm 选 L；厚内搭建议大一码。",
    "160–168 cm takes M, 168–175 cm takes L; one size up over a thick layer.",
  ),
  known(
    "waterproof",
    ["冲锋衣防水吗", "下雨能穿吗", "is the jacket waterproof", "rain"],
    "三层压胶，静水压 10,000 mm，中到大雨都可以穿。",
    "Three layers with taped seams, 10,000 mm water column: made for steady rain.",
  ),
];

const TEA: BotAnswer[] = [
  known(
    "brew",
    ["水温多少", "怎么泡", "how do I brew it", "water temperature"],
    "绿茶 85 ℃、红茶 90 ℃、普洱 100 ℃，一壶 5 克。",
    "Green tea 85 °C, black 90 °C, pu-erh 100 °C; 5 grams to a pot.",
  ),
  known(
    "keep",
    ["怎么保存", "保质期多久", "how do I store it", "shelf life"],
    "密封、避光、干燥处存放；绿茶 18 个月，普洱不限。",
    "Sealed, dark and dry. Green tea keeps 18 months, pu-erh for years.",
  ),
];

const bot = (id: string, zh: string, en: string, knowledge: BotAnswer[]): Bot => ({
  id,
  name: { zh, en },
  kind: "faq",
  answerMs: 8_000,
  idleCloseMs: 600_000,
  unknown: {
    zh: "这个问题我还不会。可以换个说法，或者输入“人工”找同事。",
    en: "I do not know that yet. Try other words, or write “agent” for a colleague.",
  },
  unknownMax: 2,
  knowledge,
  keywords: [{
    id: "hello",
    words: ["你好", "您好", "在吗", "hello"],
    answer: {
      zh: "您好，我是机器人。直接问我，或者输入“人工”找同事。",
      en: "Hello, I am a bot. Ask me, or write “agent” for a colleague.",
    },
  }],
});

export const DEMO_BOTS: Bot[] = [
  bot("qishan-faq", "栖山小助手", "Qishan helper", OUTDOOR),
  bot("yunling-faq", "云岭小助手", "Yunling helper", TEA),
];
