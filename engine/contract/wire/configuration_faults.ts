import type { Words } from "./configuration.ts";

/**
 * What can be wrong with a configuration as a whole, each with its sentence. A *fault* cannot work
 * and is refused; a *warning* works and is hardly what somebody wants, and has to be accepted.
 */
export const CONFIGURATION_FAULTS = {
  duplicateId: {
    severity: "fault",
    zh: "编号重复：同一列表中的编号必须唯一。",
    en: "This id stands twice; ids within a list are unique.",
  },
  unknownShop: {
    severity: "fault",
    zh: "没有这个店铺。",
    en: "There is no such shop in this document.",
  },
  unknownGroup: {
    severity: "fault",
    zh: "没有这个技能组。",
    en: "There is no such skill group in this document.",
  },
  unknownRoute: {
    severity: "fault",
    zh: "没有这个路由。",
    en: "There is no such route in this document.",
  },
  unknownBot: {
    severity: "fault",
    zh: "没有这个机器人。",
    en: "There is no such bot in this document.",
  },
  unknownLook: {
    severity: "fault",
    zh: "没有这个外观。",
    en: "There is no such look in this document.",
  },
  relaxNotRising: {
    severity: "fault",
    zh: "放宽的时间必须一步比一步长。",
    en: "Each step of relaxation comes later than the one before.",
  },
  resumeAboveThreshold: {
    severity: "fault",
    zh: "恢复值不能高于开启值。",
    en: "Sharing cannot close above the threshold at which it opens.",
  },
  unknownSchedule: {
    severity: "fault",
    zh: "没有这个时间表。",
    en: "There is no such schedule in this document.",
  },
  scheduleInUse: {
    severity: "fault",
    zh: "仍有客服按这个时间表排班，请先更改他们的班次。",
    en: "Agents still have their shifts by this schedule. Give them others first.",
  },
  hoursOverlap: {
    severity: "fault",
    zh: "同一天的时间段互相重叠。",
    en: "These hours overlap with other hours of the same day.",
  },
  holidayTwice: {
    severity: "fault",
    zh: "这个节假日列出了两次。",
    en: "This holiday is listed twice.",
  },
  unknownDate: {
    severity: "fault",
    zh: "没有这一天，日期的写法如 2026-10-01。",
    en: "There is no such day; a date is written like 2026-10-01.",
  },
  hoursNeverMeet: {
    severity: "fault",
    zh: "该路由与技能组的营业时间没有交集，访客永远只能留言。",
    en: "This entrance is open only while its group is closed: nobody would ever be served.",
  },
  unknownTopic: {
    severity: "fault",
    zh: "该路由没有这个主题。",
    en: "The route has no such topic.",
  },
  unknownTimeZone: {
    severity: "fault",
    zh: "时区名称无法识别，例如 Asia/Shanghai。",
    en: "This is no time zone; an example is Asia/Shanghai.",
  },
  overflowToItself: {
    severity: "fault",
    zh: "技能组不能溢出到自己。",
    en: "A group cannot overflow to itself.",
  },
  chainTooLong: {
    severity: "fault",
    zh: "从该技能组开始的溢出链超过 48 步（依次经过的各组规则合计）。",
    en: "The overflow chain from this group has more than 48 steps, the rules of all it passes.",
  },
  routeToItself: {
    severity: "fault",
    zh: "路由不能转到自己。",
    en: "A route cannot hand on to itself.",
  },
  slopeNegative: {
    severity: "fault",
    zh: "斜率不能小于 0：等得越久，优先级不能越低。",
    en: "A slope below 0 would punish waiting.",
  },
  baseRises: {
    severity: "fault",
    zh: "基数不能随级别上升：0 级最高。",
    en: "A base may not rise with the class; class 0 comes first.",
  },
  warnAfterBreach: {
    severity: "fault",
    zh: "预警时间不能晚于超时时间。",
    en: "A clock cannot warn after it is breached.",
  },
  reclaimNeedsAgentSilent: {
    severity: "fault",
    zh: "只有“客服沉默”时限可以收回会话。",
    en: "Only a clock of a silent agent can reclaim.",
  },
  closeNeedsVisitorSilent: {
    severity: "fault",
    zh: "只有“访客沉默”时限可以结束会话。",
    en: "Only a clock of a silent visitor can close.",
  },
  closeNeedsNotice: {
    severity: "fault",
    zh: "自动结束之前必须先有提醒时间。",
    en: "A close needs the moment of its notice before it.",
  },
  conditionEmpty: {
    severity: "fault",
    zh: "条件为空，会匹配所有访客。",
    en: "A condition without any part would match everybody.",
  },
  tooManySets: {
    severity: "fault",
    zh: "技能、渠道和店铺的不同组合过多，超过 1000 种。",
    en: "Routes ask for more than 1,000 different sets of skills, channels and shops.",
  },
  groupUnreachable: {
    severity: "warning",
    zh: "没有路由、主题或溢出规则通向这个技能组。",
    en: "No route, topic or overflow leads to this group.",
  },
  groupWithoutAgents: {
    severity: "warning",
    zh: "该技能组没有任何客服。",
    en: "Nobody is a member of this group.",
  },
  capacityZero: {
    severity: "warning",
    zh: "该技能组所有客服的接待能力都是 0。",
    en: "Every member of this group has a capacity of 0.",
  },
  shiftsNeverMeet: {
    severity: "warning",
    zh: "该技能组所有客服的班次都不在营业时间内。",
    en: "No member of this group has a shift within its hours.",
  },
  neverFits: {
    severity: "warning",
    zh: "该路由的会话权重超过组内每位客服的接待能力，永远无法分配。",
    en: "A conversation of this route weighs more than any member of its group can carry.",
  },
  channelNobodyServes: {
    severity: "warning",
    zh: "该路由所到的技能组没有客服接待这个渠道。",
    en: "Nobody in the groups of this route serves its channel.",
  },
  shopNobodyServes: {
    severity: "warning",
    zh: "该路由所到的技能组没有客服接待这个店铺。",
    en: "Nobody in the groups of this route serves its shop.",
  },
  skillNobodyHas: {
    severity: "warning",
    zh: "该路由所到的技能组没有客服具备此技能的熟练度，永远无法分配。",
    en: "Nobody in the groups of this route has this skill at this level: it is never assigned.",
  },
  starvation: {
    severity: "warning",
    zh: "该级别不会因等待而上升，高级别繁忙时可能一直得不到接待。",
    en: "This class gains nothing by waiting while higher ones do: under load it starves.",
  },
  holdWithoutTexts: {
    severity: "warning",
    zh: "设置了安抚时间，但没有安抚话术。",
    en: "There are moments for hold messages and no texts to send.",
  },
} as const satisfies Record<string, Words & { severity: "fault" | "warning" }>;

export type ConfigurationFault = keyof typeof CONFIGURATION_FAULTS;
