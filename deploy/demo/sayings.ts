/** What the demo's simulated people say. */
export const QUESTIONS = [
  "在吗？这件冲锋衣 165 穿什么码合适？",
  "双 11 的尾款什么时候付？",
  "昨天下的单怎么还没发货，麻烦催一下",
  "快递停在中转站三天没动了",
  "收到的杯子有裂纹，可以换一个吗？",
  "可以开电子发票吗？抬头写错了想改",
  "这款还会补货吗？想要岩灰色",
  "退货的运费谁承担呀？",
  "Do you ship to Singapore?",
  "地址写错了，现在还能改吗？",
  "和上一款比哪个更保暖？",
  "满减可以和优惠券一起用吗？",
];

export const ANSWERS = [
  "您好，已经帮您查到了，今天会安排发出。",
  "建议选 L 码，内搭抓绒也宽松。",
  "我帮您备注了，仓库会优先处理。",
  "可以的，麻烦您发一下订单号。",
  "运费险在有效期内，退换都由我们承担。",
  "这款预计周三补货，到货会通知您。",
  "Yes, shipping to Singapore takes 5 to 8 days.",
  "地址已经帮您改好了，请您核对一下。",
];

export const pick = <Item>(from: readonly Item[]): Item =>
  from[Math.floor(Math.random() * from.length)];
