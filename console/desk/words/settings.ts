/** The person's own settings. */
export const zh = {
  "rail.settings": "设置",
  "settings.title": "我的设置",
  "settings.nav": "设置分类",
  "settings.notices": "提醒",
  "settings.replies": "快捷回复",
  "settings.profile": "个人资料与自动应答",
  "settings.look": "语言、外观与快捷键",
} as const;

export const en: Record<keyof typeof zh, string> = {
  "rail.settings": "Settings",
  "settings.title": "My settings",
  "settings.nav": "Kinds of settings",
  "settings.notices": "Notifications",
  "settings.replies": "Quick replies",
  "settings.profile": "Profile and auto-answer",
  "settings.look": "Language, look and keys",
};
