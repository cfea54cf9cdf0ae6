import assert from "node:assert/strict";
import { clockOf, configurationWith, groupNamed, routeNamed } from "../testing/configuration.ts";
import { createDesk, open, publish } from "../testing/desk.ts";
import { validateConfiguration } from "./validate.ts";

function faultsOf(document: unknown): string[] {
  const validated = validateConfiguration(document);
  return validated.ok ? [] : validated.faults.map(({ path, rule }) => `${path} ${rule}`);
}

Deno.test("configuration - a sound document is taken as it is", () => {
  const document = configurationWith();
  assert.deepEqual(validateConfiguration(document), { ok: true, configuration: document });
});

const lookOf = (more: object = {}) => ({
  id: "autumn",
  name: { zh: "秋", en: "Autumn" },
  accent: "#123456",
  title: { zh: "秋", en: "Autumn" },
  ...more,
});

const slopes = (slope: number) => Array(10).fill(slope);

const WRONG: [document: unknown, fault: string][] = [
  [null, " type"],
  [[], " type"],
  [{ ...configurationWith(), extra: 1 }, "extra unknown"],
  [configurationWith({ shops: [] }), "shops length"],
  [
    configurationWith({ shops: [{ id: "shop", name: { zh: "", en: "" }, timeZone: "Mars/One" }] }),
    "shops.0.timeZone reference",
  ],
  [
    configurationWith({
      groups: [groupNamed("sales"), groupNamed("service"), groupNamed("sales")],
    }),
    "groups.2.id state",
  ],
  [
    configurationWith({ groups: [groupNamed("a b"), groupNamed("sales"), groupNamed("service")] }),
    "groups.0.id pattern",
  ],
  [
    configurationWith({
      groups: [
        groupNamed("sales", { overflow: [{ when: "full", to: "nowhere" }] }),
        groupNamed("service"),
      ],
    }),
    "groups.0.overflow.0.to reference",
  ],
  [
    configurationWith({
      groups: [
        groupNamed("sales", { overflow: [{ when: "full", to: "sales" }] }),
        groupNamed("service"),
      ],
    }),
    "groups.0.overflow.0.to state",
  ],
  [
    configurationWith({
      groups: [
        groupNamed("sales", { overflow: [{ when: "timeout", to: "service" }] }),
        groupNamed("service"),
      ],
    }),
    "groups.0.overflow.0.afterMs required",
  ],
  [
    configurationWith({ routes: [routeNamed("front", "sales", { look: "spring" })] }),
    "routes.0.look reference",
  ],
  [configurationWith({ looks: [lookOf(), lookOf()] }), "looks.1.id state"],
  [configurationWith({ looks: [lookOf({ accent: "blue" })] }), "looks.0.accent pattern"],
  [
    configurationWith({ looks: [lookOf({ picture: "data:image/svg+xml;base64,AAAA" })] }),
    "looks.0.picture pattern",
  ],
  [
    configurationWith({ routes: [routeNamed("front", "nowhere", { topics: [] })] }),
    "routes.0.group reference",
  ],
  [
    configurationWith({ routes: [routeNamed("front", "sales", { class: 10 })] }),
    "routes.0.class range",
  ],
  [
    configurationWith({ index: { base: [1, 2, 0, 0, 0, 0, 0, 0, 0, 0], slope: slopes(0) } }),
    "index.base.1 range",
  ],
  [configurationWith({ index: { base: slopes(1), slope: slopes(-1) } }), "index.slope.0 range"],
  [
    configurationWith({ clocks: [clockOf("round", { warnMs: 2_000, breachMs: 1_000 })] }),
    "clocks.0.breachMs range",
  ],
  [
    configurationWith({ clocks: [clockOf("round", { reclaimMs: 2_000 })] }),
    "clocks.0.reclaimMs state",
  ],
  [
    configurationWith({ clocks: [clockOf("round", { groups: ["nowhere"] })] }),
    "clocks.0.groups.0 reference",
  ],
];

const topicOf = (topic: string) => [
  routeNamed("front", "sales", { branches: [{ when: { topics: [topic] }, to: "back" }] }),
  routeNamed("back", "service"),
];
WRONG.push(
  [
    configurationWith({ routes: topicOf("weather") }),
    "routes.0.branches.0.when.topics.0 reference",
  ],
  [
    configurationWith({ channels: [{ channel: "web" }, { channel: "web" }] }),
    "channels.1.channel state",
  ],
);

Deno.test("configuration - a branch by a topic that the entrance has is taken", () => {
  assert.deepEqual(faultsOf(configurationWith({ routes: topicOf("delivery") })), []);
});

Deno.test("configuration - a value out of its range hides no other fault", () => {
  const document = configurationWith({
    groups: [
      groupNamed("sales", { wrapUpMs: 1, overflow: [{ when: "full", to: "nowhere" }] }),
      groupNamed("service"),
    ],
    index: { base: [1, 2, 0, 0, 0, 0, 0, 0, 0, 0], slope: slopes(0) },
  });
  assert.deepEqual(faultsOf(document), [
    "groups.0.wrapUpMs range",
    "groups.0.overflow.0.to reference",
    "index.base.1 range",
  ]);
});

Deno.test("configuration - of one field one fault is told", () => {
  const groups = [
    groupNamed("sales", { overflow: [{ when: "full", to: "a b" }] }),
    groupNamed("service"),
  ];
  assert.deepEqual(faultsOf(configurationWith({ groups })), ["groups.0.overflow.0.to pattern"]);
});

Deno.test("configuration - with more faults than are told nothing is looked for behind them", () => {
  const shops = Array.from({ length: 100 }, () => ({ ...configurationWith().shops[0], id: "a b" }));
  const document = { ...configurationWith(), shops, groups: [null] };
  assert.deepEqual(faultsOf(document), shops.map((_, at) => `shops.${at}.id pattern`));
});

for (const [document, fault] of WRONG) {
  Deno.test(`configuration - refused: ${fault.trim()}`, () => {
    assert.ok(faultsOf(document).includes(fault), faultsOf(document).join(", "));
  });
}

Deno.test("configuration - a group in which somebody is cannot be taken away", () => {
  const desk = createDesk({}, { ann: {} });
  open(desk, "c", { route: "back" });
  const without = configurationWith({
    groups: [groupNamed("sales")],
    routes: [routeNamed("front", "sales")],
  });
  assert.deepEqual(publish(desk, without).error?.fields, [{
    path: "groups.service",
    rule: "state",
  }]);
});

Deno.test("configuration - a group that is empty goes, and comes back", () => {
  const desk = createDesk({}, { ann: { memberships: [{ group: "service", weight: 1 }] } });
  const without = configurationWith({
    groups: [groupNamed("sales")],
    routes: [routeNamed("front", "sales")],
  });
  assert.equal(publish(desk, without).error, undefined);
  assert.equal(open(desk, "c", { route: "back" }).error?.code, "invalid");
  assert.equal(publish(desk, configurationWith()).error, undefined);
  const opened = open(desk, "c", { route: "back" });
  assert.equal(opened.events[1].type, "conversation.assigned");
});
