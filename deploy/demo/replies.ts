/** The demo company's quick replies, so that `/` has something to offer on the first day. */
export interface Reply {
  folder: string;
  shortcut: string;
  text: string;
}

export const DEMO_REPLIES: Reply[] = [
  { folder: "问候", shortcut: "hi", text: "{visitor}您好，我是{agent}，请问有什么可以帮您？" },
  { folder: "问候", shortcut: "wait", text: "正在为您核实，请稍候一两分钟。" },
  { folder: "问候", shortcut: "bye", text: "感谢您的耐心，祝您购物愉快！" },
  { folder: "尺码", shortcut: "cm", text: "麻烦告诉我身高、体重和平时的尺码，我帮您对照尺码表。" },
  { folder: "发货", shortcut: "fh", text: "预售商品付尾款后 48 小时内发出，发货后会有短信提醒。" },
  { folder: "发货", shortcut: "wl", text: "物流信息可能晚半天更新，我先帮您向仓库核实。" },
  { folder: "运费", shortcut: "yfx", text: "本单由店铺赠送运费险，退换货时由保险公司直接赔付。" },
  { folder: "售后", shortcut: "th", text: "七天内不影响二次销售可以退货，请在订单页申请。" },
  {
    folder: "English",
    shortcut: "hello",
    text: "Hello {visitor}, this is {agent}. How can I help?",
  },
  { folder: "English", shortcut: "ship", text: "Orders leave our warehouse within 48 hours." },
];
