/** The visitor's card: own fields, pages, orders, what goes on beside. */
export const zh = {
  "visitor.customer": "店铺客户",
  "visitor.customer.signed": "店铺已签名",
  "visitor.customer.number": "客户编号",
  "card.fields": "自定义字段",
  "card.field.name": "字段名",
  "card.field.value": "内容",
  "card.field.add": "添加字段",
  "card.field.remove": "移除字段 {name}",
  "visitor.pages": "浏览轨迹",
  "visitor.orders": "订单",
  "visitor.alongside": "这位访客同时还有会话：{agent}（{group}）",
  "visitor.alongside.waiting": "这位访客同时在 {group} 排队",
} as const;

export const en: Record<keyof typeof zh, string> = {
  "visitor.customer": "The shop's customer",
  "visitor.customer.signed": "Signed by the shop",
  "visitor.customer.number": "Customer",
  "card.fields": "Own fields",
  "card.field.name": "Field",
  "card.field.value": "Value",
  "card.field.add": "Add a field",
  "card.field.remove": "Take out the field {name}",
  "visitor.pages": "Pages viewed",
  "visitor.orders": "Orders",
  "visitor.alongside": "This visitor is also talking with {agent} ({group})",
  "visitor.alongside.waiting": "This visitor also waits in {group}",
};
