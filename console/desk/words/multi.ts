/** Several conversations side by side. */
export const zh = {
  "rail.multi": "多屏",
  "multi.columns": "几列",
  "multi.count": "{count} 列",
  "multi.empty": "空列",
  "multi.empty.text": "从列表中打开一个会话，它会出现在这里。",
  "multi.column": "第 {column} 列",
  "multi.alone": "单独打开",
  "multi.open": "在多屏中打开",
  "multi.close": "从多屏中移除",
  "multi.noPage": "没有页面信息",
  "multi.past": "历史会话 {count}",
  "keys.columns": "切到第几列（多屏）",
  "take.next": "接入下一位",
  "take.offline": "离线或小休时不能接入，请先在右上角切到「在线」。",
  "take.full": "接待能力已满，先结束一个会话，或把它转为待处理。",
  "take.nobody": "没有可以接入的访客：列出的已离开网页，或需要别的技能。",
} as const;

export const en: Record<keyof typeof zh, string> = {
  "rail.multi": "Multi",
  "multi.columns": "Columns",
  "multi.count": "{count} columns",
  "multi.empty": "Free column",
  "multi.empty.text": "Open a conversation in the list and it appears here.",
  "multi.column": "Column {column}",
  "multi.alone": "Open alone",
  "multi.open": "Open side by side",
  "multi.close": "Take out of this view",
  "multi.noPage": "Nothing known of the page",
  "multi.past": "Past conversations {count}",
  "keys.columns": "To that column, side by side",
  "take.next": "Take the next one",
  "take.offline":
    "You cannot take conversations while offline or on a break. Switch to Online, top right.",
  "take.full": "You are full. End a conversation, or set it to pending, then take the next.",
  "take.nobody":
    "Nobody can be taken: those in line have left the page, or need other skills than yours.",
};
