import assert from "node:assert/strict";
import { configurationDocument } from "../../contract/schemas/configuration.ts";
import { botNamed, clockOf, configurationWith } from "../testing/configuration.ts";
import { groupNamed, routeNamed } from "../testing/configuration.ts";
import { validateConfiguration } from "./validate.ts";

/**
 * The doors check a draft by a schema of their own, which browsers' forms and documents are made
 * from. Whatever they call sound the engine must take, or an admin is refused what was just checked.
 */
const words = { zh: "字", en: "words" };
const requirements = [{ skill: "french", level: 3 }];
const hours = { fromMinute: 0, toMinute: 60 };

/** A sound document in which every field stands. */
const WHOLE = configurationWith({
  groups: [
    groupNamed("sales", {
      overflow: [
        { when: "noAgents", to: "service", donorMinFree: 1 },
        { when: "timeout", to: "service", afterMs: 1_000 },
        { when: "longQueue", to: "service", minQueue: 3, ratio: 1, threshold: 2, resumeBelow: 1 },
        { when: "longEstimate", to: "service", estimateOverMs: 1_000 },
      ],
      terminal: { kind: "leftMessage", afterMs: 1_000 },
      scored: { skill: 1, free: 1, idle: 1, last: 1, idleCapMs: 1_000 },
      offerMs: 20_000,
      wrapUpMs: 20_000,
      breaksMax: 1,
      reserveAfterMs: 1_000,
      schedule: "day",
    }),
    groupNamed("service", { terminal: { kind: "bot", afterMs: 1_000 } }),
  ],
  routes: [
    routeNamed("front", "sales", {
      requirements,
      relax: [{ afterMs: 1_000, requirements }],
      dormantAfterMs: 1_000,
      dormantCostUnits: 1,
      schedule: "day",
      bot: "faq",
      botPercent: 10,
      look: { accent: "#123456", title: words },
      branches: [{
        when: {
          topics: ["delivery"],
          tags: ["vip"],
          pages: ["/sale"],
          visitor: "new",
          attributes: { level: ["gold"] },
          hours: { days: [1], ...hours },
        },
        to: "back",
      }],
    }),
    routeNamed("back", "service", { look: "autumn" }),
  ],
  channels: [{ channel: "web", costUnits: 1, beside: [{ channel: "phone", atMost: 1 }] }],
  schedules: [{
    id: "day",
    name: words,
    timeZone: "Asia/Shanghai",
    week: [{ days: [1], ...hours }],
    holidays: [{ date: "2026-10-01", spans: [hours] }],
    endingMinutes: 3,
  }],
  closingTopics: [{ id: "solved", name: words, children: [{ id: "well", name: words }] }],
  clocks: [
    clockOf("agentSilent", {
      counting: hours,
      shops: ["shop"],
      groups: ["sales"],
      agents: ["ann"],
      warnMs: 1_000,
      breachMs: 2_000,
      warnTo: ["agent"],
      holdAtMs: [1_000],
      holdTexts: [words],
      holdsPerRoundMax: 1,
      sessionGapMs: 1_000,
      target: 0.5,
      reclaimMs: 2_000,
    }),
    clockOf("visitorSilent", { breachMs: 2_000, closeAfterMs: 1_000 }),
  ],
  bots: [botNamed("faq", {
    unknown: words,
    unknownMax: 2,
    knowledge: [{ id: "k", questions: ["when?"], answer: words }],
    keywords: [{ id: "w", words: ["ship"], answer: words }],
  })],
  looks: [{
    id: "autumn",
    name: words,
    accent: "#123456",
    title: words,
    welcome: words,
    theme: "light",
    ratingTitle: words,
    ratingComment: true,
    side: "left",
  }],
});

const DAY_MS = 86_400_000;
const NUMBERS = [-1, 0, 0.5, 1, 6, 20, 999, 1_001, 10_001, 60_001, 120_001, 1_000_001]
  .concat([1, 14, 30].flatMap((days) => [days * DAY_MS, days * DAY_MS + 1]));
const TEXTS = ["", "a b", ...[61, 65, 101, 501, 2_001].map((length) => "x".repeat(length))];
const LENGTHS = [0, 3, 6, 8, 9, 11, 17, 21, 51, 101, 501, 1_001];

/** In place of one value: too little, too much, none. */
function others(value: unknown): unknown[] {
  if (typeof value === "number") return [undefined, ...NUMBERS];
  if (typeof value === "string") return [undefined, ...TEXTS];
  if (!Array.isArray(value)) return [undefined];
  return [undefined, ...LENGTHS.map((length) => Array.from({ length }, (_, at) => nth(value, at)))];
}

function nth([first]: unknown[], at: number): unknown {
  const named = typeof first === "object" && first !== null && "id" in first;
  return named ? { ...first, id: `other${at}` } : first;
}

/** Every document that differs from the whole one in one field, with the path to it. */
function* changed(node: object, path: string): Generator<string> {
  for (const [name, value] of Object.entries(node)) {
    const at = path === "" ? name : `${path}.${name}`;
    for (const other of others(value)) {
      Reflect.set(node, name, other);
      if (other !== undefined || !Array.isArray(node)) yield at;
    }
    Reflect.set(node, name, value);
    if (typeof value === "object") yield* changed(value, at);
  }
}

Deno.test("configuration - what the doors call sound the engine takes, field by field", () => {
  const document = structuredClone(WHOLE);
  assert.deepEqual(validateConfiguration(document), { ok: true, configuration: document });
  assert.equal(configurationDocument.safeParse(document).success, true);
  let looked = 0;
  for (const path of changed(document, "")) {
    looked++;
    if (!configurationDocument.safeParse(document).success) continue;
    const validated = validateConfiguration(document);
    const shape = validated.ok ? [] : validated.faults.filter(({ fault }) => fault === undefined);
    assert.deepEqual(shape, [], path);
  }
  assert.ok(looked > 1_000, `${looked}`);
});
