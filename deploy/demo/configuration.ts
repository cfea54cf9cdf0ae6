/** The demo company's configuration: two shops, four groups, their routes, topics and clocks. */
import { PRESET_CLOCKS } from "../../engine/contract/wire/clock_presets.ts";
import type {
  Clock,
  ClosingTopic,
  Configuration,
  Group,
  Look,
  OverflowRule,
  Route,
  RouteTopic,
} from "../../engine/contract/wire/configuration.ts";
import { DEMO_BOTS } from "./bots.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const group = (id: string, zh: string, en: string, overflow: OverflowRule[], rest = {}): Group => ({
  id,
  name: { zh, en },
  strategy: "leastOccupied",
  overflow,
  terminal: { kind: "leftMessage", afterMs: 15 * MINUTE_MS },
  lastAgentMs: 30 * MINUTE_MS,
  transferOfferMs: 30 * SECOND_MS,
  ...rest,
});

const GROUPS: Group[] = [
  group("presale", "售前组", "Pre-sale", [
    { when: "noAgents", to: "orders" },
    { when: "full", to: "orders" },
    { when: "timeout", afterMs: 30 * SECOND_MS, to: "aftersale" },
  ]),
  group("orders", "订单物流组", "Orders and logistics", [
    { when: "full", to: "presale" },
    { when: "timeout", afterMs: 45 * SECOND_MS, to: "aftersale" },
  ]),
  group("aftersale", "售后组", "After-sale", [
    { when: "timeout", afterMs: 20 * SECOND_MS, to: "presale" },
  ], { strategy: "longestIdle" }),
  group("vip", "VIP 组", "VIP", [
    { when: "noAgents", to: "presale" },
    { when: "full", to: "aftersale" },
  ], { terminal: { kind: "keepWaiting" } }),
];

const topic = (id: string, zh: string, en: string, to: string): RouteTopic => ({
  id,
  name: { zh, en },
  group: to,
});

const TOPICS: RouteTopic[] = [
  topic("offers", "优惠与尾款", "Offers and final payment", "presale"),
  topic("choosing", "尺码与选购", "Sizes and choosing", "presale"),
  topic("delivery", "查物流、催发货", "Delivery and dispatch", "orders"),
  topic("returns", "退换与退款", "Returns and refunds", "aftersale"),
];

const route = (id: string, shop: string, zh: string, en: string, accent: string): Route => ({
  id,
  name: { zh, en },
  shop,
  channel: "web",
  group: "presale",
  class: 5,
  costUnits: 20,
  requirements: [],
  topics: TOPICS,
  welcome: { zh: "您好，想了解哪方面？", en: "Hello, what can we help you with?" },
  look: { accent, title: { zh, en } },
});

const ROUTES: Route[] = [
  {
    ...route("qishan-web", "qishan", "栖山户外", "Qishan Outdoor", "#0b5c8c"),
    branches: [{ when: { tags: ["vip"] }, to: "qishan-vip" }],
  },
  {
    ...route("yunling-web", "yunling", "云岭茶舍", "Yunling Tea House", "#17703f"),
    bot: "yunling-faq",
  },
  {
    ...route(
      "qishan-bot",
      "qishan",
      "栖山户外（机器人先答）",
      "Qishan Outdoor, bot first",
      "#0b5c8c",
    ),
    bot: "qishan-faq",
    botPercent: 100,
    topics: [],
  },
  {
    ...route("qishan-vip", "qishan", "栖山户外 VIP", "Qishan Outdoor VIP", "#5f3fb5"),
    group: "vip",
    class: 1,
    topics: [],
    look: "members",
  },
];

const LOOKS: Look[] = [{
  id: "members",
  name: { zh: "会员", en: "Members" },
  accent: "#5f3fb5",
  title: { zh: "栖山户外 VIP", en: "Qishan Outdoor VIP" },
}];

const closing = (id: string, zh: string, en: string, children?: ClosingTopic[]): ClosingTopic => ({
  id,
  name: { zh, en },
  ...(children ? { children } : {}),
});

const CLOSING_TOPICS: ClosingTopic[] = [
  closing("presale", "售前咨询", "Pre-sale", [
    closing("presale-size", "尺码推荐", "Size advice"),
    closing("presale-offer", "活动优惠", "Promotions"),
    closing("presale-stock", "库存与预售", "Stock and pre-orders"),
  ]),
  closing("delivery", "物流配送", "Delivery", [
    closing("delivery-urge", "催发货", "Chasing dispatch"),
    closing("delivery-stuck", "物流停滞", "Parcel stuck"),
    closing("delivery-address", "改地址", "Change of address"),
  ]),
  closing("aftersale", "售后退换", "After-sale", [
    closing("aftersale-return", "退货退款", "Return and refund"),
    closing("aftersale-exchange", "换货", "Exchange"),
    closing("aftersale-broken", "质量问题", "Quality"),
  ]),
  closing("other", "其他", "Other"),
];

const CLOCKS: Clock[] = [
  {
    id: "taobao-round",
    ...PRESET_CLOCKS.taobaoRound,
    warnTo: ["agent"],
    breachTo: ["agent", "supervisor"],
    holdAtMs: [60 * SECOND_MS, 150 * SECOND_MS],
    // a round begins in the queue: what they say is true before anybody is there, too
    holdTexts: [
      {
        zh: "已收到您的消息，请稍候 1–2 分钟。",
        en: "We have your message. One or two minutes, please.",
      },
      {
        zh: "您的消息我们一直记着，感谢您的耐心。",
        en: "Your message is not forgotten. Thank you for your patience.",
      },
      {
        zh: "让您久等了，我们会尽快回复您。",
        en: "Sorry for the wait. We answer as soon as we can.",
      },
    ],
  },
  {
    id: "first-response",
    name: { zh: "首次响应 45 秒", en: "First response in 45 seconds" },
    kind: "firstResponse",
    whoCounts: "human",
    warnMs: 30 * SECOND_MS,
    breachMs: 45 * SECOND_MS,
    warnTo: ["agent"],
    breachTo: ["agent", "supervisor"],
  },
  {
    id: "agent-silent",
    name: { zh: "客服沉默 180 秒", en: "Agent silent for 180 seconds" },
    kind: "agentSilent",
    whoCounts: "human",
    breachMs: 180 * SECOND_MS,
    breachTo: ["supervisor"],
    reclaimMs: 240 * SECOND_MS,
  },
  {
    id: "visitor-silent",
    name: { zh: "访客沉默 300 秒", en: "Visitor silent for 300 seconds" },
    kind: "visitorSilent",
    whoCounts: "human",
    breachMs: 300 * SECOND_MS,
    holdTexts: [{
      zh: "较长时间没有收到您的消息，会话即将结束，随时可以再找我们。",
      en: "We have not heard from you for a while and will end this chat soon. Write any time.",
    }],
    closeAfterMs: 120 * SECOND_MS,
  },
  {
    id: "queue",
    name: { zh: "排队 30 秒", en: "Waiting for 30 seconds" },
    kind: "queue",
    whoCounts: "human",
    breachMs: 30 * SECOND_MS,
    breachTo: ["supervisor"],
  },
];

const REASONS: Configuration["rating"]["reasons"] = [
  { id: "clear", name: { zh: "说得清楚", en: "Clear answers" }, counts: true, scores: [4, 5] },
  { id: "solved", name: { zh: "解决了", en: "Solved" }, counts: true, scores: [4, 5] },
  { id: "fast", name: { zh: "回复快", en: "Quick replies" }, counts: true, scores: [4, 5] },
  { id: "slow", name: { zh: "等得有点久", en: "Took a while" }, counts: true, scores: [1, 2, 3] },
  { id: "unsolved", name: { zh: "没有解决", en: "Not solved" }, counts: true, scores: [1, 2, 3] },
  { id: "offer", name: { zh: "活动规则", en: "Campaign rules" }, counts: false, scores: [1, 2, 3] },
  { id: "policy", name: { zh: "退换政策", en: "Return policy" }, counts: false, scores: [1, 2, 3] },
];

/** Class 0 first; every class gains with waiting, the left messages of class 9 do not. */
const INDEX: Configuration["index"] = {
  base: [900, 800, 700, 600, 500, 400, 300, 200, 100, 0],
  slope: [1, 1, 1, 1, 1, 1, 1, 1, 1, 0],
};

export const DEMO_CONFIGURATION: Configuration = {
  level: LEVEL,
  shops: [
    {
      id: "qishan",
      name: { zh: "栖山户外旗舰店", en: "Qishan Outdoor" },
      timeZone: "Asia/Shanghai",
    },
    { id: "yunling", name: { zh: "云岭茶舍", en: "Yunling Tea House" }, timeZone: "Asia/Shanghai" },
  ],
  groups: GROUPS,
  routes: ROUTES,
  index: INDEX,
  closingTopics: CLOSING_TOPICS,
  clocks: CLOCKS,
  bots: DEMO_BOTS,
  looks: LOOKS,
  rating: { scores: 5, reasons: REASONS },
  times: {
    graceMs: 45 * SECOND_MS,
    visitorGraceMs: 60 * SECOND_MS,
    closedKeepMs: 30 * MINUTE_MS,
    leftKeepMs: DAY_MS,
    lastAgentKeepMs: 14 * DAY_MS,
    reopenMs: 10 * MINUTE_MS,
    recallMs: 2 * MINUTE_MS,
    breakHandoverMs: 5 * MINUTE_MS,
  },
};
