import assert from "node:assert/strict";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import { flowOf, NODE, scaleFor } from "./flow.ts";

const group = (id: string, to: string[], kind = "keepWaiting") => ({
  id,
  overflow: to.map((one) => ({ when: "full", to: one })),
  terminal: { kind },
});
const picture = (routes: unknown[], groups: unknown[]) =>
  flowOf({ routes, groups } as unknown as Pick<Configuration, "routes" | "groups">);

Deno.test("flow - entrance, groups and end stand from left to right, each line between its two", () => {
  const flow = picture(
    [{ id: "web", group: "sales", topics: [{ group: "sales" }, { group: "after" }] }],
    [group("sales", ["after"]), group("after", [], "leftMessage")],
  );
  const x = (id: string) => flow.nodes.find((one) => one.id === id)!.x;
  assert.ok(x("entry:web") < x("group:sales") && x("group:sales") < x("group:after"));
  assert.ok(x("group:after") < x("end:keepWaiting"));
  assert.equal(x("end:keepWaiting"), x("end:leftMessage"));
  assert.deepEqual(
    flow.edges.map(({ kind, from, to }) => [kind, from, to]),
    [
      ["entry", "entry:web", "group:sales"],
      ["entry", "entry:web", "group:after"],
      ["overflow", "group:sales", "group:after"],
      ["end", "group:sales", "end:keepWaiting"],
      ["end", "group:after", "end:leftMessage"],
    ],
  );
  assert.ok(flow.edges[0].path.startsWith(`M${x("entry:web") + NODE.width} `));
});

Deno.test("flow - no two things stand over each other, and all stand within the picture", () => {
  const names = ["a", "b", "c", "d", "e"];
  const flow = picture(
    names.map((id) => ({ id, group: id, topics: [] })),
    names.map((id, at) => group(id, [names[(at + 1) % 5], names[(at + 3) % 5]])),
  );
  const spots = flow.nodes.map(({ x, y }) => `${x},${y}`);
  assert.equal(new Set(spots).size, flow.nodes.length);
  for (const { x, y } of flow.nodes) {
    assert.ok(x >= 0 && y >= 0 && x + NODE.width <= flow.width && y + NODE.height <= flow.height);
  }
});

Deno.test("flow - a rule to itself or to a group that is not there draws no line", () => {
  const flow = picture([], [group("a", ["a", "gone"])]);
  assert.deepEqual(flow.edges.map(({ kind }) => kind), ["end"]);
});

Deno.test("flow - two rules to one group are one line, and what closes a circle runs back", () => {
  const { edges } = picture([], [group("a", ["b", "b"]), group("b", ["a"])]);
  const overflows = edges.filter(({ kind }) => kind === "overflow");
  const seen = overflows.map(({ rules, label }) => [rules.length, label.stands]);
  assert.deepEqual(seen, [[2, "above"], [1, "below"]]);
});

Deno.test("flow - a picture wider than its room is drawn smaller, as far as it can be read", () => {
  assert.equal(scaleFor(1_000, 1_200), 1);
  assert.equal(scaleFor(1_000, 1_000), 1);
  assert.equal(scaleFor(1_000, 900), 0.9);
  assert.equal(scaleFor(1_000, 500), 0.8);
  // before the room is known
  assert.equal(scaleFor(1_000, 0), 1);
});
