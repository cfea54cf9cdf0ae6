import type { ConfigurationFault } from "./configuration_faults.ts";

/**
 * Every way in which Tidegate says no. The list is closed: a refusal has one HTTP status, one
 * socket close or frame code and one sentence per language, and carries nothing of the input.
 */
export const REFUSALS = {
  invalid: {
    status: 422,
    zh: "提交的内容有误，请按提示修改后再试。",
    en: "Something in the request is not valid. Correct the marked fields and try again.",
  },
  unknown_type: {
    status: 400,
    zh: "无法识别的请求类型。",
    en: "This kind of request is not known.",
  },
  unauthenticated: { status: 401, zh: "请先登录。", en: "Please sign in first." },
  forbidden: { status: 403, zh: "您没有进行此操作的权限。", en: "You may not do this." },
  not_found: { status: 404, zh: "没有找到对应的内容。", en: "There is nothing here by that name." },
  conflict: {
    status: 409,
    zh: "内容已被更改，请刷新后再试。",
    en: "This has changed in the meantime. Look again, then retry.",
  },
  closed: { status: 409, zh: "会话已结束。", en: "This conversation has ended." },
  capacity_full: {
    status: 409,
    zh: "接待能力已满。",
    en: "There is no capacity left for this.",
  },
  not_eligible: {
    status: 409,
    zh: "当前状态下无法进行此操作。",
    en: "This cannot be done in the present state.",
  },
  too_large: { status: 413, zh: "内容超出大小限制。", en: "This is larger than the limit." },
  unsupported: {
    status: 415,
    zh: "不支持此类型的文件。",
    en: "This kind of file is not accepted.",
  },
  too_slow: { status: 408, zh: "请求超时。", en: "The request took too long." },
  rate_limited: {
    status: 429,
    zh: "操作过于频繁，请稍后再试。",
    en: "Too many requests. Try again in a moment.",
  },
  busy: {
    status: 503,
    zh: "当前咨询量较大，请稍后再试。",
    en: "Very busy. Try again in a moment.",
  },
  unavailable: {
    status: 503,
    zh: "服务暂时不可用，请稍后再试。",
    en: "The service cannot answer just now. Try again in a moment.",
  },
  internal: {
    status: 500,
    zh: "服务出错，请勿重复提交。",
    en: "Something went wrong here. Do not send this again.",
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type RefusalCode = keyof typeof REFUSALS;

/** Conflicts with nothing that changed, each with a sentence of its own. */
export const CONFLICTS = {
  keyReused: {
    zh: "这个 Idempotency-Key 已用于另一个请求，请换一个再试。",
    en: "This Idempotency-Key was used for another request. Use a new one.",
  },
  simulationRunning: {
    zh: "已有一次试算在进行，请等它结束或先取消。",
    en: "A simulation is already running. Wait for its end, or cancel it first.",
  },
} as const satisfies Record<string, { zh: string; en: string }>;
export type Conflict = keyof typeof CONFLICTS;

/** Why something is `forbidden`, where a sentence of its own says more. */
export const REASONS = {
  visitor_blocked: {
    zh: "该访客已被拉黑，暂不能发起或继续会话。",
    en: "This visitor is blocked and cannot be talked with for now.",
  },
} as const satisfies Record<string, { zh: string; en: string }>;
export type Reason = keyof typeof REASONS;

/** The sentence of a refusal: its code's, or that of what it names; a newer engine may know more. */
export const sentenceOf = (
  { code, conflict, reason }: { code: RefusalCode; conflict?: Conflict; reason?: Reason },
  language: "zh" | "en",
): string =>
  ((conflict && CONFLICTS[conflict]) ?? (reason && REASONS[reason]) ?? REFUSALS[code])[language];

/** One field that is wrong: `path` as in `message.text`, `rule` a short closed word. */
export interface FieldFault {
  path: string;
  rule: "required" | "type" | "length" | "range" | "pattern" | "unknown" | "reference" | "state";
  limit?: number;
  /** What is wrong with a configuration, where a closed word says more than the rule. */
  fault?: ConfigurationFault;
}

/** What a rule means to whoever edits a document. */
export const RULE_SENTENCES: Record<FieldFault["rule"], { zh: string; en: string }> = {
  required: { zh: "缺少此项。", en: "This is missing." },
  type: { zh: "此项的类型不对。", en: "This is of the wrong kind." },
  length: {
    zh: "此项过长、过短，或条目数量不对。",
    en: "This is too long, too short, or too many.",
  },
  range: { zh: "此项超出允许的范围。", en: "This is outside its range." },
  pattern: { zh: "此项的写法不对。", en: "This is not written as it has to be." },
  unknown: { zh: "没有这个字段。", en: "There is no such field." },
  reference: { zh: "所指的内容不存在。", en: "This names something that is not there." },
  state: { zh: "此项与其他设置冲突。", en: "This does not go with the rest." },
};

/** A refusal as a value; `fields` with `invalid`, and with `conflict` and `not_eligible` where they are known; `retryAfterMs` with the 429 and 503 codes. */
export interface Refusal {
  code: RefusalCode;
  fields?: FieldFault[];
  /** For a `conflict` with nothing that changed. */
  conflict?: Conflict;
  reason?: Reason;
  /** With `visitor_blocked`: epoch ms; absent = until it is lifted. */
  untilAt?: number;
  retryAfterMs?: number;
  /** For `conflict`: what stands there instead, e.g. the conversation that already exists. */
  conversation?: string;
  /** For a repeated id: the sequence of the original. */
  seq?: number;
}

export const refusal = (code: RefusalCode, more: Omit<Refusal, "code"> = {}): Refusal => ({
  code,
  ...more,
});

/** Codes with which a socket is closed (contract.md). */
export const SOCKET_CLOSE = {
  badFrame: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  tooLate: 4408,
  superseded: 4409,
  rate: 4429,
  tooBig: 1009,
  tryLater: 1013,
} as const;
