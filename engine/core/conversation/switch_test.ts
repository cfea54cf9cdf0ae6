import assert from "node:assert/strict";
import { decode, encode } from "../mod.ts";
import { botNamed, clockOf, routeNamed } from "../testing/configuration.ts";
import {
  advance,
  createDesk,
  type Desk,
  give,
  look,
  open,
  publish,
  say,
  types,
} from "../testing/desk.ts";
import { configurationWith } from "../testing/configuration.ts";

const message = {
  message: "first",
  body: "text",
  sealed: "k.AAAA",
  visibility: "all",
} as const;

function withBot(percent = 100, capacityUnits = 200): Desk {
  const routes = [
    routeNamed("front", "sales", { bot: "faq", botPercent: percent }),
    routeNamed("back", "service"),
  ];
  return createDesk({ routes, bots: [botNamed("faq")] }, { ann: { capacityUnits } });
}

Deno.test("bot - a conversation begins with its route's bot and asks it by name of the gateway", () => {
  const desk = withBot();
  const opened = open(desk, "c", { first: message, gateway: "g1" });
  assert.deepEqual(types(opened), [
    "conversation.opened",
    "conversation.switched",
    "conversation.messaged",
  ]);
  const [, , first] = opened.events;
  assert.ok(first.type === "conversation.messaged");
  assert.deepEqual(first.toBot, { bot: "faq", gateway: "g1" });
  const { state, bot } = look(desk, "c");
  assert.deepEqual([state, bot], ["bot", "faq"]);
});

Deno.test("bot - whoever asks for a person is in the line with the same message", () => {
  const desk = withBot();
  open(desk, "c", { visitor: "v" });
  assert.deepEqual(types(say(desk, "visitor:v", "c", { wantsPeople: true })), [
    "conversation.messaged",
    "conversation.switched",
    "conversation.assigned",
  ]);
  const again = open(desk, "d", { first: message, wantsPeople: true });
  assert.ok(types(again).includes("conversation.assigned"));
});

Deno.test("bot - one that stays silent is given its time, then people", () => {
  const desk = withBot();
  open(desk, "c", { visitor: "v", first: message });
  advance(desk, 5_000);
  say(desk, "visitor:v", "c");
  assert.deepEqual(advance(desk, 2_999), []);
  const events = advance(desk, 1);
  assert.deepEqual(types({ events }), [
    "conversation.switched",
    "conversation.assigned",
  ]);
  assert.ok(events[0].type === "conversation.switched");
  assert.deepEqual(events[0].why, { code: "botSilent", afterMs: 8_000 });
  assert.equal(say(desk, "bot:faq", "c").error?.code, "not_found");
});

Deno.test("bot - an answer stops its time; a visitor who says no more is done", () => {
  const desk = withBot();
  open(desk, "c", { visitor: "v", first: message });
  assert.equal(say(desk, "bot:faq", "c").error, undefined);
  assert.deepEqual(types({ events: advance(desk, 599_999) }), []);
  const [closed] = advance(desk, 1);
  assert.ok(closed.type === "conversation.closed");
  assert.equal(closed.reason, "silence");
});

Deno.test("bot - who waits may turn to it and come back to the same place", () => {
  const desk = withBot(0, 0);
  for (const conversation of ["a", "b"]) {
    open(desk, conversation, { visitor: conversation });
    desk.now += 1_000;
  }
  const { enqueuedAt } = look(desk, "a");
  const to = (target: "waiting" | "bot" | "left") =>
    give(desk, "visitor:a", "conversation.switch", { conversation: "a", to: target });
  assert.deepEqual(types(to("bot")), ["conversation.switched"]);
  desk.now += 60_000;
  assert.deepEqual(types(to("waiting")), ["conversation.switched"]);
  assert.equal(look(desk, "a").enqueuedAt, enqueuedAt);
  to("left");
  to("waiting");
  assert.equal(look(desk, "a").enqueuedAt, enqueuedAt);
  assert.equal(look(desk, "a").state, "waiting");
});

Deno.test("bot - who began with it gets a place on leaving it, not before others", () => {
  const desk = withBot(100, 0);
  open(desk, "c", { visitor: "v" });
  advance(desk, 30_000);
  give(desk, "visitor:v", "conversation.switch", { conversation: "c", to: "waiting" });
  assert.equal(look(desk, "c").enqueuedAt, desk.now);
});

Deno.test("bot - its share of the route's conversations is told by their ids, the same each time", () => {
  const share = (percent: number) => {
    const desk = withBot(percent);
    const ids = Array.from({ length: 400 }, (_, at) => `c${at}`);
    return ids.filter((id) => types(open(desk, id)).includes("conversation.switched"));
  };
  const half = share(50);
  assert.ok(half.length > 160 && half.length < 240, String(half.length));
  assert.deepEqual(share(50), half);
  assert.equal(share(0).length, 0);
  assert.equal(share(100).length, 400);
});

Deno.test("bot - one that a new configuration no longer has hands on at once", () => {
  const desk = withBot();
  open(desk, "c");
  publish(desk, configurationWith());
  assert.deepEqual(types({ events: advance(desk, 0) }), [
    "conversation.switched",
    "conversation.assigned",
  ]);
});

Deno.test("bot - clocks of people begin when the bot hands on", () => {
  const clocks = [clockOf("round", { breachMs: 60_000 })];
  const routes = [routeNamed("front", "sales", { bot: "faq", botPercent: 100 })];
  const desk = createDesk({ clocks, routes, bots: [botNamed("faq")] }, { ann: {} });
  open(desk, "c", { visitor: "v", first: message });
  say(desk, "bot:faq", "c");
  advance(desk, 120_000);
  say(desk, "visitor:v", "c", { wantsPeople: true });
  assert.deepEqual(types({ events: advance(desk, 59_999) }), []);
  assert.deepEqual(types({ events: advance(desk, 1) }), ["conversation.alerted"]);
  const again = decode(encode(desk.state), (hash) => desk.documents.get(hash));
  assert.deepEqual(encode(again), encode(desk.state));
});
