import type { Clock } from "./configuration.ts";

/**
 * The marketplaces' reply clocks as they were published or reported, with the day on which that was
 * looked up. They are a beginning to edit: marketplaces change them, and a company's own document
 * is what counts.
 */
export const CLOCK_PRESETS = ["taobaoRound", "jdFirst", "douyinRound", "pddRound"] as const;
export type ClockPreset = (typeof CLOCK_PRESETS)[number];

const SECOND_MS = 1_000;
const HOUR_MINUTES = 60;

/** JD: an enquiry within ten minutes of the last close belongs to the same session. */
export const SESSION_GAP_MS = 600_000;

export type PresetClock =
  & Required<
    Pick<
      Clock,
      "name" | "kind" | "preset" | "checked" | "whoCounts" | "counting" | "warnMs" | "breachMs"
    >
  >
  & Pick<Clock, "sessionGapMs" | "target">;

export const PRESET_CLOCKS: Record<ClockPreset, PresetClock> = {
  taobaoRound: {
    name: { zh: "3 分钟响应率（淘宝）", en: "Three-minute reply rate (Taobao)" },
    kind: "round",
    preset: "taobaoRound",
    checked: { at: "2026-11-01", source: "淘宝平台规则中心：旺旺人工响应率" },
    whoCounts: "assisted",
    counting: { fromMinute: 8 * HOUR_MINUTES, toMinute: 24 * HOUR_MINUTES },
    warnMs: 120 * SECOND_MS,
    breachMs: 180 * SECOND_MS,
    target: 0.9,
  },
  jdFirst: {
    name: { zh: "首次 30 秒应答率（京东）", en: "First reply within 30 seconds (JD)" },
    kind: "firstResponse",
    preset: "jdFirst",
    checked: { at: "2026-11-01", source: "京东商家规则：咚咚首次 30 秒应答率" },
    whoCounts: "assisted",
    counting: { fromMinute: 9 * HOUR_MINUTES, toMinute: 23 * HOUR_MINUTES },
    warnMs: 20 * SECOND_MS,
    breachMs: 30 * SECOND_MS,
    sessionGapMs: SESSION_GAP_MS,
    target: 0.9,
  },
  douyinRound: {
    name: { zh: "3 分钟人工回复率（抖音）", en: "Three-minute reply rate (Douyin)" },
    kind: "round",
    preset: "douyinRound",
    checked: { at: "2026-11-01", source: "抖店规则：飞鸽 3 分钟人工回复率" },
    whoCounts: "human",
    counting: { fromMinute: 8 * HOUR_MINUTES, toMinute: 23 * HOUR_MINUTES },
    warnMs: 120 * SECOND_MS,
    breachMs: 180 * SECOND_MS,
    target: 0.8,
  },
  pddRound: {
    name: { zh: "5 分钟回复率（拼多多）", en: "Five-minute reply rate (Pinduoduo)" },
    kind: "round",
    preset: "pddRound",
    checked: { at: "2026-11-01", source: "拼多多商家规则：5 分钟人工回复率" },
    whoCounts: "assisted",
    counting: { fromMinute: 8 * HOUR_MINUTES, toMinute: 23 * HOUR_MINUTES },
    warnMs: 240 * SECOND_MS,
    breachMs: 300 * SECOND_MS,
    target: 0.9,
  },
};
