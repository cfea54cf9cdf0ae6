import assert from "node:assert/strict";
import fc from "fast-check";
import type { Reply } from "../wire/commands.ts";
import { inOrder } from "./in_order.ts";
import { again, type Waiting } from "./retry.ts";

const story = (count: number) => Array.from({ length: count }, (_, at) => ({ seq: at + 1 }));

/** Hands deliveries to a consumer that crashes now and then and begins at its stored watermark. */
function consume(deliveries: { seq: number }[], crashes: ReadonlySet<number>): number[] {
  const handled: number[] = [];
  let order = inOrder<{ seq: number }>(0);
  deliveries.forEach((event, at) => {
    if (crashes.has(at)) order = inOrder(order.watermark());
    const taken = order.take(event);
    if (taken.is !== "ready") return;
    for (const one of taken.events) {
      handled.push(one.seq);
      order.done(one);
    }
  });
  return handled;
}

Deno.test("exactly once - reordered and doubled input is handled once and in order", () => {
  const deliveries = fc.integer({ min: 1, max: 60 }).chain((count) =>
    fc.tuple(
      fc.constant(count),
      fc.shuffledSubarray([...story(count), ...story(count)], { minLength: 2 * count }),
    )
  );
  fc.assert(fc.property(deliveries, ([count, events]) => {
    assert.deepEqual(consume(events, new Set()), story(count).map((one) => one.seq));
  }));
});

Deno.test("exactly once - after crashes what was not acknowledged comes again, and nothing twice", () => {
  const runs = fc.tuple(
    fc.integer({ min: 1, max: 40 }).chain((count) =>
      fc.shuffledSubarray(story(count), { minLength: count })
    ),
    fc.array(fc.nat(200)),
  );
  fc.assert(fc.property(runs, ([events, crashes]) => {
    const inSequence = [...events].sort((a, b) => a.seq - b.seq);
    const handled = consume([...events, ...events, ...inSequence], new Set(crashes));
    assert.deepEqual(handled, inSequence.map((one) => one.seq));
  }));
});

Deno.test("exactly once - behind a missing event nothing is handled, and it is named", () => {
  const order = inOrder<{ seq: number }>(10);
  assert.equal(order.missing(), undefined);
  assert.equal(order.take({ seq: 12 }).is, "early");
  assert.equal(order.take({ seq: 13 }).is, "early");
  assert.equal(order.missing(), 11);
  assert.equal(order.take({ seq: 10 }).is, "repeat");
  assert.deepEqual(order.take({ seq: 11 }), {
    is: "ready",
    events: [{ seq: 11 }, { seq: 12 }, { seq: 13 }],
  });
  assert.equal(order.watermark(), 10, "not handled before it is said to be");
  assert.throws(() => order.done({ seq: 12 }), RangeError);
  for (let seq = 15; seq < 15 + 1_000; seq++) assert.equal(order.take({ seq }).is, "early");
  assert.equal(order.take({ seq: 2_000 }).is, "later");
});

Deno.test("exactly once - what was erased from the stream is passed, and the rest goes on", () => {
  const order = inOrder<{ seq: number }>(0);
  order.take({ seq: 4 });
  order.take({ seq: 5 });
  assert.deepEqual(order.pass(), [{ seq: 4 }, { seq: 5 }]);
  assert.equal(order.watermark(), 0);
  assert.throws(() => order.done({ seq: 5 }), RangeError);
  order.done({ seq: 4 });
  order.done({ seq: 5 });
  assert.equal(order.watermark(), 5);
  assert.equal(order.take({ seq: 3 }).is, "repeat");
  assert.deepEqual(order.pass(), []);
});

function virtualTime() {
  const time = { now: 0, pauses: [] as number[] };
  const waiting: Waiting = {
    now: () => time.now,
    pause: (ms) => {
      time.pauses.push(ms);
      time.now += ms;
      return Promise.resolve();
    },
    random: () => 0.5,
  };
  return { time, waiting };
}

Deno.test("retry - not now is asked again for a minute, as late as the desk wishes", async () => {
  const { time, waiting } = virtualTime();
  const answers: Reply[] = [
    { ok: false, error: { code: "busy", retryAfterMs: 3_000 } },
    { ok: false, error: { code: "unavailable" } },
    { ok: true, seq: 7, result: {} },
  ];
  const reply = await again<Reply>(() => Promise.resolve(answers.shift()!), waiting);
  assert.deepEqual(reply, { ok: true, seq: 7, result: {} });
  assert.deepEqual(time.pauses, [3_000, 200]);
  const never = await again<Reply>(() => Promise.reject(new Error("timeout")), waiting);
  assert.deepEqual(never, { ok: false, error: { code: "unavailable" } });
  assert.ok(time.now > 50_000 && time.now < 65_000, String(time.now));
});

Deno.test("retry - a refusal that is an answer is not asked again", async () => {
  for (const code of ["invalid", "conflict", "closed", "internal", "forbidden"] as const) {
    let asked = 0;
    const reply = await again<Reply>(() => {
      asked++;
      return Promise.resolve({ ok: false, error: { code } });
    }, virtualTime().waiting);
    assert.equal(reply.ok, false);
    assert.equal(asked, 1, code);
  }
});
