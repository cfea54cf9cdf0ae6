import type {
  Adjustment,
  ClockChange,
  GroupChange,
} from "../../../engine/contract/wire/adjustments.ts";
import type { AdjustRequest } from "../../../engine/contract/wire/http_routing.ts";
import { STRATEGIES, type Strategy } from "../../../engine/contract/wire/states.ts";
import { epochOf, midnightAfter } from "./shop_time.ts";

/** What a supervisor types to change the day, and what it comes to: whole, or a fault by field. */
export const UNTIL_CHOICES = ["half", "hour", "three", "midnight", "own"] as const;
export type UntilChoice = (typeof UNTIL_CHOICES)[number];

/** The numbers that can be typed, by what is adjusted. Chats count in conversations, times in s. */
export const ADJUST_FIELDS = {
  agent: ["chats", "windows"],
  group: ["breaks", "wrapUp"],
  clock: ["warn", "breach", "reclaim"],
} as const;
export type AdjustField = (typeof ADJUST_FIELDS)[Adjustment["what"]][number];

export interface AdjustForm {
  what: Adjustment["what"];
  ids: readonly string[];
  values: Partial<Record<AdjustField, string>>;
  /** For groups; empty = as it is. */
  strategy: string;
  until: UntilChoice;
  /** `2026-11-11T23:50`, by the shop's clock. */
  own: string;
}

export type AdjustFault = "ids" | "values" | "until" | AdjustField;

const MINUTE_MS = 60_000;
const UNITS_PER_CHAT = 20;

function untilOf(
  { until, own }: AdjustForm,
  now: number,
  timeZone: string,
): number | undefined {
  switch (until) {
    case "half":
      return now + 30 * MINUTE_MS;
    case "hour":
      return now + 60 * MINUTE_MS;
    case "three":
      return now + 180 * MINUTE_MS;
    case "midnight":
      return midnightAfter(timeZone, now);
    case "own": {
      const at = epochOf(own, timeZone);
      return at > now ? at : undefined;
    }
  }
}

/** A whole count, or seconds; undefined when nothing was typed, NaN when it is no such number. */
function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const value = Number(text);
  return value >= 0 ? value : NaN;
}

export function adjustmentOf(
  form: AdjustForm,
  now: number,
  timeZone: string,
): { request: AdjustRequest } | { faults: AdjustFault[] } {
  const fields = ADJUST_FIELDS[form.what];
  const typed = new Map(fields.map((field) => [field, numberOf(form.values[field])]));
  const untilAt = untilOf(form, now, timeZone);
  const strategy = STRATEGIES.find((one) => form.what === "group" && one === form.strategy);
  const nothing = strategy === undefined && fields.every((field) => typed.get(field) === undefined);
  const faults: AdjustFault[] = [
    ...(form.ids.length === 0 ? ["ids" as const] : []),
    ...(nothing ? ["values" as const] : []),
    ...fields.filter((field) => Number.isNaN(typed.get(field))),
    ...(untilAt === undefined ? ["until" as const] : []),
  ];
  if (faults.length > 0 || untilAt === undefined) return { faults };
  return { request: { ...changeOf(form, (field) => typed.get(field), strategy), untilAt } };
}

function changeOf(
  { what, ids: chosen }: AdjustForm,
  typed: (field: AdjustField) => number | undefined,
  strategy: Strategy | undefined,
): Adjustment {
  const ids = [...chosen];
  const seconds = (field: AdjustField) => {
    const value = typed(field);
    return value === undefined ? undefined : Math.round(value * 1000);
  };
  switch (what) {
    case "agent": {
      const chats = typed("chats");
      const units = chats === undefined ? undefined : Math.round(chats * UNITS_PER_CHAT);
      return { what, ids, capacityUnits: units, windowCap: typed("windows") };
    }
    case "group": {
      const set: GroupChange = {
        strategy,
        breaksMax: typed("breaks"),
        wrapUpMs: seconds("wrapUp"),
      };
      return { what, ids, set };
    }
    case "clock": {
      const set: ClockChange = {
        warnMs: seconds("warn"),
        breachMs: seconds("breach"),
        reclaimMs: seconds("reclaim"),
      };
      return { what, ids, set };
    }
  }
}
