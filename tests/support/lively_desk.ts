/**
 * A desk in the middle of a day, as scenery for tests that look at pages: conversations in every
 * state that a list, a wall or a report can show, made through the public interface.
 */
import type { OpenResponse, VisitorSession } from "../../engine/contract/wire/http.ts";
import { call, type Client, connect, signIn } from "../../deploy/demo/client.ts";
import type { Journey } from "./journey.ts";

interface Guest {
  name: string;
  topic: "choosing" | "delivery" | "returns" | "offers";
  text: string;
}

/** Four fit the agent `lin`; the last one's words are long, and so is the name. */
const MINE: Guest[] = [
  { name: "阿泽不吃辣", topic: "choosing", text: "物流三天没动了，麻烦催一下" },
  { name: "云朵面包", topic: "offers", text: "尾款什么时候付？" },
  {
    name: "Emily Carter-Wallington of Singapore",
    topic: "choosing",
    text: "Does it ship to Singapore, and how long would a parcel with two jackets take?",
  },
  { name: "北风其凉", topic: "choosing", text: "想等明天的优惠再买" },
];
const FRONT: Guest = {
  name: "晴天小鹿",
  topic: "choosing",
  text: "你好，刚付完尾款发现尺码拍错了，能改成 L 码吗？",
};
const WAITING: Guest[] = [
  { name: "小满妈妈", topic: "choosing", text: "定金能退吗？我拍重复了" },
  { name: "Marco82", topic: "choosing", text: "发票抬头开错了，要重开" },
];
const ELSEWHERE: Guest[] = [
  { name: "老徐爱钓鱼", topic: "delivery", text: "包裹到哪里了" },
  { name: "Kenji T.", topic: "delivery", text: "Where is my parcel?" },
];

interface Come {
  conversation: string;
  visitor: string;
  self: Client;
}

const REPLIES = [
  ["运费", "yfx1", "运费险改单后继续有效，退换货时由保险公司直接赔付"],
  ["运费", "yfx2", "本单运费险由店铺赠送，首重 12 元以内全额赔付"],
  ["发货", "fh", "预售商品付尾款后 48 小时内发出，{visitor}请放心"],
];

const FACTS = {
  page: "/shop/qishan/shell",
  title: "山脊三合一冲锋衣 女款",
  referrer: "https://www.baidu.com/s?wd=%E5%86%B2%E9%94%8B%E8%A1%A3",
  language: "zh-CN",
  device: "desktop",
};

async function come(base: string, supervisor: Client, guest: Guest): Promise<Come> {
  const opening = { route: "qishan-web", language: "zh" as const, facts: FACTS };
  const nobody = { base, headers: {} };
  const path = "/api/v1/visitor";
  const { token, visitor } = await call<VisitorSession>(
    nobody,
    "POST",
    `${path}/sessions`,
    opening,
  );
  const self = { base, headers: { authorization: `Bearer ${token}` } };
  const { conversation } = await call<OpenResponse>(self, "POST", `${path}/conversations`, {
    ...opening,
    topic: guest.topic,
    message: { kind: "text", text: guest.text },
  });
  await call(supervisor, "PUT", `/api/v1/visitors/${visitor}/card`, {
    name: guest.name,
    tags: ["88VIP", "尺码敏感"],
    note: "身高 165，偏好宽松版型",
  });
  return { conversation, visitor, self };
}

const say = ({ self, conversation }: Come, text: string) =>
  call(self, "POST", `/api/v1/visitor/conversations/${conversation}/messages`, {
    body: { kind: "text", text },
  });

const answer = (staff: Client, { conversation }: Come, text: string, visibility = "all") =>
  call(staff, "POST", `/api/v1/conversations/${conversation}/messages`, {
    body: { kind: "text", text },
    visibility,
  });

/** One ended with topic and rating, one pending, one left, three active, two waiting; two elsewhere. */
export async function livelyDesk(journey: Journey): Promise<{ front: string }> {
  const { desk: { base }, company: { password } } = journey;
  const [lin, chen, shen] = await Promise.all(
    ["lin", "chen", "shen"].map((account) => signIn(base, account, password)),
  );
  const online = async (staff: Client) => {
    await connect(staff, "agent", () => {});
    await call(staff, "POST", "/api/v1/agent/presence", { presence: "online" });
  };
  for (const [folder, shortcut, text] of REPLIES) {
    const reply = { scope: "company", folder, shortcut, text };
    await call(shen, "POST", "/api/v1/quick-replies", reply);
  }
  await online(lin);
  const act = (one: Come, action: string, body: unknown) =>
    call(lin, "POST", `/api/v1/conversations/${one.conversation}/${action}`, body);

  const ended = await come(base, shen, { ...MINE[1], name: "木子李", text: "运费险怎么理赔" });
  await answer(lin, ended, "退货后自动理赔。");
  await act(ended, "close", { topic: "presale-offer", inviteRating: true });
  await call(ended.self, "POST", `/api/v1/visitor/conversations/${ended.conversation}/rating`, {
    score: 5,
    reasons: ["clear", "fast"],
    comment: "很有耐心",
  });

  const mine: Come[] = [];
  for (const guest of MINE) mine.push(await come(base, shen, guest));
  const [, second, , parked] = mine;
  await answer(lin, second, "11 月 10 日 20:00 起付尾款。");
  await act(parked, "park", { reason: "约好回电", note: "明天上午" });
  const front = await come(base, shen, FRONT);
  await answer(lin, front, "您好，看到您的订单了，还没有出库，可以改。我先核对一下 L 码的库存。");
  await answer(lin, front, "岩灰 L 只剩 6 件，先锁 1 件再改单，今晚 24 点前有效。", "staff");
  await answer(lin, front, "岩灰 L 码有货，已为您锁定 1 件，改单不用补差价。");
  await say(front, "太好了！那换成 L 码以后运费险还有效吗？");

  for (const guest of WAITING) await come(base, shen, guest);
  const left = await come(base, shen, { ...WAITING[0], name: "Qing_0912", text: "充气泵漏气" });
  await call(left.self, "POST", `/api/v1/visitor/conversations/${left.conversation}/leave`, {
    phone: "13800138000",
    text: "充气泵漏气，请回电",
  });
  await online(chen);
  for (const guest of ELSEWHERE) await come(base, shen, guest);
  return { front: front.conversation };
}
