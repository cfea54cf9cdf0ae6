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
};
