import assert from "node:assert/strict";
import { CLOCK_PRESETS, PRESET_CLOCKS } from "../../contract/wire/clock_presets.ts";
import type { Clock } from "../../contract/wire/configuration.ts";
import type { RateLive } from "../../contract/wire/queries.ts";
import { decode, encode, query } from "../mod.ts";
import { botNamed, clockOf, configurationWith, routeNamed } from "../testing/configuration.ts";
import { advance, createDesk, type Desk, give, open, say, WORKSPACE } from "../testing/desk.ts";
import { missesLeft } from "./rates.ts";

type Vector = {
  name: string;
  whoCounts?: Clock["whoCounts"];
  events: [what: "v" | "a" | "b" | "h" | "t" | "close", at: string][];
  expected: [inTime: number, counted: number];
};

const GOLDEN = JSON.parse(
  Deno.readTextFileSync(new URL("../../../tests/golden/reply_clocks.json", import.meta.url)),
);

/** Midnight of a day in Shanghai, some hours after the desk opens. */
const MIDNIGHT = 1_800_028_800_000;
const DAY_MS = 86_400_000;

function msOf(time: string): number {
  const [hours, minutes, seconds] = time.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

const goTo = (desk: Desk, at: number) => advance(desk, at - desk.now);

function rates(desk: Desk, day = "2027-01-16"): RateLive[] {
  const live = query(desk.state, WORKSPACE, "clock.live", {}, desk.now);
  if ("code" in live) throw new Error(live.code);
  return live.rates.filter((rate) => rate.day === day);
}

/** A visitor's chat from message to message; a closed one opens anew, as the door would. */
function talk(desk: Desk, { events }: Vector): void {
  let conversation = "";
  let opened = 0;
  const begin = () => {
    conversation = `c${++opened}`;
    open(desk, conversation, { visitor: "v" });
  };
  for (const [what, time] of events) {
    goTo(desk, MIDNIGHT + msOf(time));
    if (conversation === "") begin();
    if (what === "v" && say(desk, "visitor:v", conversation).error !== undefined) {
      begin();
      say(desk, "visitor:v", conversation);
    }
    if (what === "a") {
      give(desk, "visitor:v", "conversation.switch", { conversation, to: "waiting" });
      say(desk, "agent:ann", conversation);
    }
    if (what === "b") say(desk, "bot:faq", conversation);
    if (what === "t") {
      give(desk, "agent:ann", "conversation.transfer", { conversation, to: { agent: "bob" } });
      give(desk, "agent:bob", "conversation.acceptTransfer", { conversation });
      give(desk, "agent:bob", "conversation.transfer", { conversation, to: { agent: "ann" } });
      give(desk, "agent:ann", "conversation.acceptTransfer", { conversation });
    }
    if (what === "close") give(desk, "agent:ann", "conversation.close", { conversation });
  }
}

for (const preset of CLOCK_PRESETS) {
  for (const vector of GOLDEN[preset] as Vector[]) {
    Deno.test(`rates - ${preset}: ${vector.name}`, () => {
      const clock: Clock = {
        id: "clock",
        ...PRESET_CLOCKS[preset],
        whoCounts: vector.whoCounts ?? "assisted",
        holdAtMs: [60_000],
        holdTexts: [{ zh: "请稍候", en: "One moment" }],
      };
      const agent = { capacityUnits: 200 };
      const asksBot = vector.events.some(([what]) => what === "b");
      const routes = [routeNamed("front", "sales", {
        bot: "faq",
        botPercent: asksBot ? 100 : 0,
      })];
      const desk = createDesk(
        { clocks: [clock], bots: [botNamed("faq")], routes },
        { ann: agent, bob: agent },
      );
      talk(desk, vector);
      goTo(desk, MIDNIGHT + DAY_MS + 60_000);
      const { inTime, missed } = rates(desk)[0] ?? { inTime: 0, missed: 0 };
      assert.deepEqual([inTime, inTime + missed], vector.expected);
    });
  }
}

/** One agent with room, one clock that counts all day; each `replyMs` is a round. */
function roundsOf(...replyMs: number[]): Desk {
  const clock = clockOf("round", { breachMs: 60_000, target: 0.9 });
  const desk = createDesk({ clocks: [clock] }, { ann: { capacityUnits: 200 } });
  goTo(desk, MIDNIGHT + msOf("10:00:00"));
  open(desk, "c", { visitor: "v" });
  for (const ms of replyMs) {
    say(desk, "visitor:v", "c");
    advance(desk, ms);
    say(desk, "agent:ann", "c");
  }
  return desk;
}

Deno.test("rates - say how many more misses the day allows", () => {
  assert.deepEqual(rates(roundsOf(...Array(20).fill(1_000), 61_000)), [{
    shop: "shop",
    clock: "round",
    day: "2027-01-16",
    inTime: 20,
    missed: 1,
    open: 0,
    share: 20 / 21,
    target: 0.9,
    missesLeft: 1,
  }]);
  assert.deepEqual(
    [[9, 10], [9, 9], [18, 18], [0, 3]].map(([inTime, counted]) =>
      missesLeft(inTime, counted, 0.9)
    ),
    [0, 1, 2, -3],
  );
  assert.equal(missesLeft(0, 7, 0), 1_000_000);
});

Deno.test("rates - an open round is missed as soon as its time is over", () => {
  const desk = roundsOf(1_000);
  say(desk, "visitor:v", "c");
  advance(desk, 60_000);
  assert.deepEqual(rates(desk).map(({ missed, open }) => [missed, open]), [[0, 1]]);
  advance(desk, 1);
  assert.deepEqual(rates(desk).map(({ missed, open }) => [missed, open]), [[1, 0]]);
});

Deno.test("rates - a visitor who leaves without an answer was missed", () => {
  const desk = roundsOf();
  say(desk, "visitor:v", "c");
  give(desk, "visitor:v", "conversation.close", { conversation: "c" });
  assert.deepEqual(rates(desk).map(({ inTime, missed }) => [inTime, missed]), [[0, 1]]);
});

Deno.test("rates - two days are kept, and survive a snapshot byte for byte", () => {
  const desk = roundsOf(1_000, 61_000);
  advance(desk, DAY_MS);
  const again = decode(encode(desk.state), (hash) => desk.documents.get(hash));
  assert.deepEqual(encode(again), encode(desk.state));
  assert.deepEqual(rates({ ...desk, state: again }).map(({ inTime, missed }) => [inTime, missed]), [
    [1, 1],
  ]);
  advance(desk, DAY_MS);
  assert.deepEqual(rates(desk), []);
  assert.deepEqual(rates(desk, "2027-01-18").map(({ missesLeft }) => missesLeft), [0]);
});

Deno.test("rates - a clock of one shop counts that shop's rounds alone", () => {
  const shops = ["shop", "other"].map((id) => ({
    id,
    name: { zh: id, en: id },
    timeZone: "Asia/Shanghai",
  }));
  const clocks = [clockOf("round", { breachMs: 60_000, shops: ["other"] })];
  const desk = createDesk(configurationWith({ shops, clocks }), { ann: {} });
  open(desk, "c", { visitor: "v" });
  say(desk, "visitor:v", "c");
  say(desk, "agent:ann", "c");
  assert.deepEqual(rates(desk, "2027-01-15").map(({ shop, inTime }) => [shop, inTime]), [
    ["other", 0],
  ]);
});
