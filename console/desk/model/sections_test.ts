import assert from "node:assert/strict";
import { conversation } from "../testing/conversation.ts";
import { sectionsOf } from "./sections.ts";

const group = { group: "presale", waiting: 6, left: 1, online: 2, free: 0, usedUnits: 0 };

Deno.test("sections - own work, offers, lines and left messages each have their place", () => {
  const own = [
    conversation("mine"),
    conversation("offered", {
      agent: "a2",
      offer: { from: "a2", agent: "a1", to: { agent: "a1" }, untilAt: 9 },
    }),
    conversation("later", { state: "parked" }),
    conversation("done", { state: "closed" }),
    conversation("theirs", { agent: "a2" }),
    conversation("shared", { agent: "a2", joined: [{ who: "a1", as: "share" }] }),
  ];
  const heads = [
    conversation("second", { state: "waiting", enqueuedAt: 2 }),
    conversation("first", { state: "waiting", enqueuedAt: 1 }),
    conversation("note", { state: "left" }),
  ];
  const sections = sectionsOf(own, heads, [{ ...group, capacityUnits: 80 }], "a1", "byStart");
  const shown = Object.fromEntries(
    sections.map((section) => [section.name, section.rows.map((row) => row.conversation)]),
  );
  assert.deepEqual(shown, {
    incoming: ["offered"],
    waiting: ["first", "second"],
    active: ["mine"],
    beside: ["shared"],
    parked: ["later"],
    left: ["note"],
    closed: ["done"],
  });
  assert.deepEqual(sections.map((section) => section.count), [1, 6, 1, 1, 1, 1, 1]);
});

Deno.test("sections - an offer that I made stays among my own", () => {
  const mine = conversation("c", {
    offer: { from: "a1", agent: "a2", to: { agent: "a2" }, untilAt: 9 },
  });
  const active = sectionsOf([mine], [], [], "a1", "byStart").find((part) => part.name === "active");
  assert.equal(active?.count, 1);
});

Deno.test("sections - parked work is ordered by when it is due, the undated last", () => {
  const parked = sectionsOf(
    [
      conversation("none", { state: "parked", parked: {} }),
      conversation("late", { state: "parked", parked: { dueAt: 9 } }),
      conversation("soon", { state: "parked", parked: { dueAt: 3 } }),
    ],
    [],
    [],
    "a1",
    "byEither",
  ).find((part) => part.name === "parked");
  assert.deepEqual(parked?.rows.map((row) => row.conversation), ["soon", "late", "none"]);
});

Deno.test("sections - a long line shows its first places and counts the rest", () => {
  const heads = [7, 6, 5, 4, 3, 2, 1].map((at) =>
    conversation(`c${at}`, { state: "waiting", enqueuedAt: at })
  );
  const waiting = sectionsOf([], heads, [], "a1", "byStart").find((one) => one.name === "waiting");
  assert.deepEqual(waiting?.rows.map((row) => row.conversation), ["c1", "c2", "c3", "c4", "c5"]);
  assert.equal(waiting?.count, 7);
});
