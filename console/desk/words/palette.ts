/** The command palette. */
export const zh = {
  "palette.open": "搜索与命令",
  "palette.title": "搜索与命令",
  "palette.placeholder": "输入姓名、内容，或要做的事",
  "palette.none": "没有找到",
  "palette.conversations": "会话",
  "palette.pages": "页面",
  "palette.actions": "操作",
  "palette.visitors": "过去的访客",
  "palette.findVisitor": "查找过去的访客：{wanted}",
  "palette.theme": "切换深浅外观",
  "palette.keys": "打开快捷键表",
  "palette.presence": "在线状态改为{presence}",
  "keys.palette": "搜索与命令",
} as const;

export const en: Record<keyof typeof zh, string> = {
  "palette.open": "Search",
  "palette.title": "Search and commands",
  "palette.placeholder": "A name, some words, or what to do",
  "palette.none": "Nothing found",
  "palette.conversations": "Conversations",
  "palette.pages": "Pages",
  "palette.actions": "Actions",
  "palette.visitors": "Past visitors",
  "palette.findVisitor": "Find a past visitor: {wanted}",
  "palette.theme": "Switch between light and dark",
  "palette.keys": "Show the keys",
  "palette.presence": "Presence to {presence}",
  "keys.palette": "Search and commands",
};
