/** Every check catches the fault that is planted for it, and passes the same story without it. */
import assert from "node:assert/strict";
import type { Batch } from "../contract/batch.ts";
import { judgeBounds } from "./bounds.ts";
import type { HistoryRecord } from "./history.ts";
import { createJudge, judgeEntry, judgeHistory } from "./judge.ts";
import { judgeFrame } from "./privacy.ts";
import {
  alerted,
  assigned,
  batch,
  broken,
  judged,
  online,
  opened,
  queued,
  said,
  type Told,
} from "./stories.ts";
import { verdict } from "./verdict.ts";

const served: Told[] = [...online("a"), opened("c1", 10), assigned("c1", "a", 10)];

Deno.test("promises - an honest story breaks none", () => {
  assert.deepEqual(broken(judged(served)), []);
});

Deno.test("promises - P2 catches a second owner", () => {
  const two = [...online("a"), ...online("b"), opened("c1", 10), assigned("c1", "a", 10)];
  assert.deepEqual(broken(judged([...two, assigned("c1", "b", 11)])), ["P2"]);
});

Deno.test("promises - P3 catches one unit over the capacity", () => {
  const over = [...served, opened("c2", 11), assigned("c2", "a", 11)];
  assert.deepEqual(broken(judged(over)), ["P3"]);
});

Deno.test("promises - P9 catches a waiting visitor beside a free agent", () => {
  const story = [...online("a"), opened("c1", 10), queued("c1", 10)];
  assert.deepEqual(broken(judged(story)), ["P9"]);
  assert.deepEqual(broken(judged(story, (index) => index >= 4)), []);
});

const adjusted = (capacityUnits: number, at: number): Told => [at, "supervisor:s", {
  type: "workspace.adjusted",
  what: "agent",
  ids: ["a"],
  capacityUnits,
  untilAt: 9_000,
}];

Deno.test("promises - P3 catches an offer beyond the capacity, lowered for a time or not", () => {
  const offered: Told = [30, "engine", {
    type: "conversation.offered",
    conversation: "c9",
    agent: "a",
    group: "presale",
    untilAt: 40,
    why: { code: "leastOccupied" },
  }];
  const story = [...online("a"), opened("c9", 10)];
  assert.deepEqual(broken(judged([...story, offered])), []);
  assert.deepEqual(broken(judged([...story, adjusted(10, 20), offered])), ["P3"]);
});

Deno.test("promises - P3 lets an offer be accepted after the room was lowered, and nothing else", () => {
  const offered = (conversation: string): Told => [15, "engine", {
    type: "conversation.offered",
    conversation,
    agent: "a",
    group: "presale",
    untilAt: 40,
    why: { code: "leastOccupied" },
  }];
  const lowered = [...online("a"), opened("c1", 10), offered("c1"), adjusted(10, 20)];
  assert.deepEqual(broken(judged([...lowered, assigned("c1", "a", 30)])), []);
  const another = [...lowered, opened("c2", 30), assigned("c2", "a", 30)];
  assert.deepEqual(broken(judged(another)), ["P3"]);
});

Deno.test("promises - P3 catches a transfer that nobody reserved the room for", () => {
  const given: Told[] = [...online("b"), opened("c2", 11), assigned("c2", "b", 11), [
    12,
    "agent:a",
    { type: "conversation.transferred", conversation: "c2", from: "b", to: "a", group: "presale" },
  ]];
  assert.deepEqual(broken(judged([...served, ...given])), ["P3"]);
});

Deno.test("promises - P9 catches who waits beside the returned agent it was taken back from", () => {
  const taken = (code: "agentGone" | "agentSilent"): Told => [20, "engine", {
    type: "conversation.reclaimed",
    conversation: "c1",
    agent: "a",
    why: { code },
  }];
  assert.deepEqual(broken(judged([...served, taken("agentGone"), queued("c1", 20)])), ["P9"]);
  assert.deepEqual(broken(judged([...served, taken("agentSilent"), queued("c1", 20)])), []);
});

Deno.test("promises - P9 catches who waits, opened again, beside the agent it was taken from before that", () => {
  const [conversation, agent, why] = ["c1", "a", { code: "agentSilent" as const }];
  const again: Told[] = [
    [20, "engine", { type: "conversation.reclaimed", conversation, agent, why }],
    [20, "visitor:v", { type: "conversation.closed", conversation, reason: "visitor" }],
    [30, "visitor:v", {
      type: "conversation.reopened",
      conversation,
      why: { code: "visitorChose" },
    }],
  ];
  assert.deepEqual(broken(judged([...served, ...again, queued("c1", 30)])), ["P9"]);
});

Deno.test("promises - P9 knows that an adjustment closes an agent, and that its end opens the agent again", () => {
  const wait = [opened("c1", 10), queued("c1", 10)];
  assert.deepEqual(broken(judged([...online("a"), adjusted(0, 5), ...wait], at(4))), []);
  const reverted: Told = [20, "engine", {
    type: "workspace.reverted",
    adjustment: 4,
    what: "agent",
  }];
  const after = [...online("a"), adjusted(0, 5), ...wait, reverted];
  assert.deepEqual(broken(judged(after, at(4))), ["P9"]);
});

/** Only the batch of this event keeps an agenda. */
const at = (open: number) => (index: number) => index === open;

Deno.test("promises - P10 catches the younger one served first", () => {
  const wait = [opened("c1", 10), queued("c1", 10), opened("c2", 20), queued("c2", 20)];
  const story = [...wait, ...online("a"), assigned("c2", "a", 30, true)];
  assert.deepEqual(broken(judged(story, () => true)), ["P10"]);
});

Deno.test("promises - P10 knows the class again of who left a message and is back in line", () => {
  const why = { code: "visitorChose" } as const;
  const back = (conversation: string, at: number, own: number): Told[] => {
    const it = { conversation, group: "presale", why };
    const left: Told = [at, "engine", { type: "conversation.left", ...it }];
    const turned = { type: "conversation.switched", from: "left", to: "waiting", ...it } as const;
    return [opened(conversation, at, own), left, [at, "engine", turned]];
  };
  const both = (own: number) => [...back("c1", 10, 5), ...back("c2", 20, own), ...online("a")];
  const story = (own: number) => [...both(own), assigned("c2", "a", 30, true)];
  assert.deepEqual(broken(judged(story(1), () => true)), []);
  assert.deepEqual(broken(judged(story(5), () => true)), ["P10"]);
});

const published: Told = [0, "admin:a", { type: "config.published", version: 1, hash: "h" }];

Deno.test("promises - P5 catches an alert that fires twice, early, late or never", () => {
  const asked = [published, ...served, said("c1", "visitor:v", 100)];
  const once = [...asked, alerted("c1", 1_100, 1_100), said("c1", "agent:a", 5_000)];
  assert.deepEqual(broken(judged(once)), []);
  assert.deepEqual(broken(judged([...asked, said("c1", "agent:a", 5_000)])), ["P5"]);
  assert.deepEqual(broken(judged([...once, alerted("c1", 1_101, 1_100)])), ["P5"]);
  assert.deepEqual(broken(judged([...asked, alerted("c1", 1_099, 1_100)])), ["P5"]);
  assert.deepEqual(broken(judged([...asked, alerted("c1", 2_200, 1_100)])), ["P5"]);
});

const held = (text: number): Told => [200, "engine", {
  type: "conversation.held",
  conversation: "c1",
  clock: "round",
  round: 1,
  text,
  dueAt: 200,
  kind: "hold",
}];

Deno.test("promises - P5 catches a wait and a silence that were never alerted, a text sent twice", () => {
  const wait = [published, ...online("a"), opened("c1", 10), queued("c1", 10)];
  const taken = (at: number) => judged([...wait, assigned("c1", "a", at)], () => true);
  assert.deepEqual(broken(taken(10_010)), []);
  assert.deepEqual(broken(taken(10_011)), ["P5"]);
  const told = alerted("c1", 1_100, 1_100);
  const silent = [published, ...served, said("c1", "visitor:v", 100), told];
  const closed = (at: number): Told => [at, "engine", {
    type: "conversation.closed",
    conversation: "c1",
    reason: "silence",
  }];
  assert.deepEqual(broken(judged([...silent, closed(9_100)])), []);
  assert.deepEqual(broken(judged([...silent, closed(9_101)])), ["P5"]);
  assert.deepEqual(broken(judged([published, ...served, held(0), held(1)])), []);
  assert.deepEqual(broken(judged([published, ...served, held(0), held(0)])), ["P5"]);
});

const turned = (at: number, phase: "open" | "closed", nextAt: number): Told => [at, "engine", {
  type: "workspace.schedule_turned",
  schedule: "hours",
  phase,
  nextAt,
}];

Deno.test("promises - P5 catches a clock that runs out while it is closed, and hours counted as closed that are not", () => {
  const asked = [published, ...served, said("c1", "visitor:v", 100), turned(600, "closed", 9_600)];
  const open = turned(9_600, "open", 99_000);
  const answered = (at: number) => said("c1", "agent:a", at);
  const late = [...asked, open, alerted("c1", 10_100, 10_100), answered(10_200)];
  assert.deepEqual(broken(judged(late)), []);
  assert.deepEqual(broken(judged([...asked, alerted("c1", 1_100, 1_100)])), ["P5"]);
  assert.deepEqual(broken(judged([...asked, open, answered(11_100)])), []);
  assert.deepEqual(broken(judged([...asked, open, answered(11_101)])), ["P5"]);
});

Deno.test("promises - P6 catches a command that is accepted twice while it is remembered", () => {
  const judge = (...times: number[]) => {
    const one = createJudge(() => undefined);
    times.forEach((at, index) => {
      const commands: Batch["commands"] = [["key", "body", 0, 0]];
      judgeEntry(one, { sequence: index + 1, batch: batch({ at, commands }), bytes: 0 });
    });
    return broken(one);
  };
  assert.deepEqual(judge(0, 74_999), ["P6"]);
  assert.deepEqual(judge(0, 75_000), []);
});

Deno.test("promises - P8 catches a batch of an old epoch and an epoch without a fence", () => {
  const judge = createJudge(() => undefined);
  judgeEntry(judge, { sequence: 1, batch: batch({ epoch: 1 }), bytes: 0 });
  judgeEntry(judge, { sequence: 2, batch: batch({ epoch: 0 }), bytes: 0 });
  assert.equal(judge.verdicts.P8.broken, 2);
});

const acknowledged = (more: Partial<HistoryRecord>): HistoryRecord => ({
  at: 0,
  kind: "acknowledged",
  client: "x",
  id: "i",
  command: "conversation.open",
  seq: 4,
  conversation: "c1",
  ...more,
} as HistoryRecord);

Deno.test("promises - P1 and P6 catch what was acknowledged and is not in the journal", () => {
  const whole = judged(served);
  judgeHistory(whole, "demo", [acknowledged({})]);
  assert.deepEqual(broken(whole), []);
  const lost = judged(served);
  judgeHistory(lost, "demo", [acknowledged({ conversation: "c9" }), acknowledged({ seq: 99 })]);
  assert.deepEqual(broken(lost), ["P1", "P6"]);
  const doubled = judged([...served, opened("c1", 12)]);
  judgeHistory(doubled, "demo", []);
  assert.ok(broken(doubled).includes("P1"));
});

Deno.test("promises - P6 catches a message that stands twice, and a missing event number", () => {
  const twice = judged([...served, said("c1", "visitor:v", 7), said("c1", "visitor:v", 7)]);
  judgeHistory(twice, "demo", [acknowledged({ command: "conversation.message", message: "m7" })]);
  assert.deepEqual(broken(twice), ["P6"]);
});

const observed = (seq: number, prev: number, number?: number): HistoryRecord => ({
  at: 0,
  kind: "observed",
  observer: "o",
  conversation: "c1",
  seq,
  prev,
  author: "v",
  number,
});

Deno.test("promises - P4 catches a frame out of order, a silent gap, an author's disorder", () => {
  const judge = (history: HistoryRecord[]) => {
    const one = judged([]);
    judgeHistory(one, "demo", history);
    return one.verdicts.P4.broken;
  };
  assert.equal(judge([observed(1, 0, 1), observed(2, 1, 2)]), 0);
  assert.equal(judge([observed(2, 1), observed(1, 0)]), 1);
  assert.equal(judge([observed(1, 0), observed(4, 3)]), 1);
  assert.equal(judge([observed(1, 0, 2), observed(2, 1, 1)]), 1);
});

Deno.test("promises - P11 catches a gauge above its bound", () => {
  const found = verdict("P11");
  judgeBounds(found, [{ name: "mailbox", value: 20_000, max: 20_000 }]);
  assert.equal(found.broken, 0);
  judgeBounds(found, [{ name: "mailbox", value: 20_001, max: 20_000 }]);
  assert.equal(found.broken, 1);
});

Deno.test("promises - P12 catches a foreign conversation and an internal note in a frame", () => {
  const found = verdict("P12");
  const grant = { session: "s", sees: (id: string) => id === "c1", staff: false };
  judgeFrame(found, grant, { type: "entry", conversation: "c1", entry: { visibility: "all" } });
  assert.equal(found.broken, 0);
  judgeFrame(found, grant, { type: "state", conversation: { conversation: "c2" } });
  judgeFrame(found, grant, { type: "entry", conversation: "c1", entry: { visibility: "staff" } });
  assert.equal(found.broken, 2);
});
