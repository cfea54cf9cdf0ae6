import assert from "node:assert/strict";
import type { AgentSummary, GroupSummary } from "../../../engine/contract/wire/queries.ts";
import { conversation } from "../testing/conversation.ts";
import { saturation, wallOf } from "./wall.ts";

const agent = (id: string, groups: string[], more: Partial<AgentSummary> = {}): AgentSummary => ({
  agent: id,
  record: {
    name: id,
    capacityUnits: 80,
    windowCap: 10,
    memberships: groups.map((group) => ({ group, weight: 1 })),
    channels: ["web"],
  },
  presence: "online",
  connection: "connected",
  usedUnits: 20,
  windows: 1,
  ...more,
});

const group = (id: string, waiting: number, oldestAt?: number): GroupSummary => ({
  group: id,
  waiting,
  left: 0,
  oldestAt,
  online: 0,
  free: 0,
  usedUnits: 0,
  capacityUnits: 0,
});

Deno.test("wall - groups keep their order, agents of two groups count once in all", () => {
  const view = wallOf({
    agents: [agent("a", ["late", "early"]), agent("b", ["early"], { presence: "break" })],
    groups: [group("late", 2, 50), group("early", 1, 30)],
    conversations: [],
  });
  assert.deepEqual(view.groups.map((one) => one.group), ["late", "early"]);
  assert.deepEqual(view.groups.map((one) => [one.online, one.members]), [[1, 1], [1, 2]]);
  assert.deepEqual(
    [view.waiting, view.oldestAt, view.online, view.members, view.capacityUnits],
    [3, 30, 1, 2, 80],
  );
});

Deno.test("wall - one shop is counted from its own conversations and people", () => {
  const away = agent("b", ["g"]);
  away.record.shops = ["other"];
  const view = wallOf({
    agents: [agent("a", ["g"]), away],
    groups: [group("g", 9, 1)],
    conversations: [
      conversation("c1", { shop: "mine", group: "g", state: "waiting", enqueuedAt: 70 }),
      conversation("c2", { shop: "other", group: "g", state: "waiting", enqueuedAt: 60 }),
      conversation("c3", { shop: "mine", group: "g", state: "assigned", enqueuedAt: 10 }),
    ],
    shop: "mine",
  });
  assert.deepEqual([view.waiting, view.oldestAt, view.serving, view.members], [1, 70, 1, 1]);
});

Deno.test("wall - where nobody waits there is no longest wait, whatever messages were left", () => {
  const groups = [{ ...group("g", 0, 30), left: 1 }];
  const view = wallOf({ agents: [], groups, conversations: [] });
  assert.deepEqual([view.waiting, view.oldestAt, view.groups[0].oldestAt], [
    0,
    undefined,
    undefined,
  ]);
});

Deno.test("wall - saturation is calm, near full, full; work without anybody is full", () => {
  const tones = [[0, 80], [64, 80], [76, 80], [20, 0], [0, 0]].map(([usedUnits, capacityUnits]) =>
    saturation({ usedUnits, capacityUnits }).tone
  );
  assert.deepEqual(tones, ["calm", "warn", "breach", "breach", "calm"]);
});

Deno.test("wall - who has left the page waits, but has no longest wait and is told apart", () => {
  const waits = (id: string, visitorPresence: "here" | "gone", enqueuedAt: number) =>
    conversation(id, { shop: "mine", group: "g", state: "waiting", enqueuedAt, visitorPresence });
  const conversations = [waits("c1", "gone", 10), waits("c2", "here", 20)];
  const seen = (waiting: number, oldestAt: number | undefined, shop?: string) => {
    const view = wallOf({
      agents: [],
      groups: [group("g", waiting, oldestAt)],
      conversations,
      shop,
    });
    return [view.waiting, view.gone, view.oldestAt];
  };
  assert.deepEqual(seen(2, 20), [2, 1, 20]);
  assert.deepEqual(seen(87, undefined), [87, 87, undefined]);
  assert.deepEqual(seen(9, 1, "mine"), [2, 1, 20]);
});
