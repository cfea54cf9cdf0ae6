import assert from "node:assert/strict";
import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import { faultsOf } from "../../../engine/contract/configuration/faults.ts";
import { configurationDocument } from "../../../engine/contract/schemas/configuration.ts";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import { withValue } from "./document.ts";
import { earlyFaults } from "./early_faults.ts";

const DOCUMENT: Configuration = structuredClone(DEMO_CONFIGURATION);
DOCUMENT.routes[0] = {
  ...DOCUMENT.routes[0],
  requirements: [{ skill: "french", level: 3 }],
  relax: [{ afterMs: 10_000, requirements: [{ skill: "french", level: 1 }] }, {
    afterMs: 20_000,
    requirements: [],
  }],
  dormantAfterMs: 8_000,
  dormantCostUnits: 0,
};
DOCUMENT.channels = [
  { channel: "web", costUnits: 10, beside: [{ channel: "phone", atMost: 0 }] },
  { channel: "phone" },
];
DOCUMENT.clocks[0] = {
  ...DOCUMENT.clocks[0],
  holdAtMs: [4_000],
  holdTexts: [{ zh: "请稍候", en: "One moment" }],
  holdsPerRoundMax: 2,
};

const WRONG: [path: string, value: unknown][] = [
  ["routes.0.requirements.0.skill", ""],
  ["routes.0.requirements.0.skill", "two words"],
  ["routes.0.relax.0.requirements.0.skill", "法语"],
  ["routes.0.relax.1.afterMs", 10_000],
  ["routes.0.relax.0.afterMs", undefined],
  ["routes.0.relax.0.afterMs", "soon"],
  ["routes.0.dormantAfterMs", 500],
  ["routes.0.dormantAfterMs", "soon"],
  ["routes.0.dormantCostUnits", -1],
  ["channels.1.channel", "web"],
  ["channels.0.costUnits", 0.5],
  ["channels.0.beside.0.atMost", undefined],
  ["clocks.0.holdAtMs.0", ""],
  ["clocks.0.holdAtMs.0", 86_400_001],
  ["clocks.0.holdsPerRoundMax", 21],
];

Deno.test("early faults - a sound document has none", () => {
  assert.deepEqual(earlyFaults(DOCUMENT), []);
});

Deno.test("early faults - each is told at its field, and refused behind the door as well", () => {
  for (const [path, value] of WRONG) {
    const document = withValue(DOCUMENT, path, value);
    assert.deepEqual(earlyFaults(document).map((one) => one.path), [path], `${path} ${value}`);
    const shape = configurationDocument.safeParse(document).success;
    assert.equal(shape && faultsOf(document).length === 0, false, `${path} ${value}`);
  }
});

Deno.test("early faults - a text that is missing in one language would reach visitors empty", () => {
  const document = withValue(DOCUMENT, "clocks.0.holdTexts.0.zh", " ");
  assert.deepEqual(earlyFaults(document).map(({ path }) => path), ["clocks.0.holdTexts.0.zh"]);
});
