import assert from "node:assert/strict";
import fc from "fast-check";
import { createPartitionTime } from "./partition_time.ts";

function at(wall: number) {
  const world = { wall, monotonic: 0 };
  const time = createPartitionTime({
    wall: () => world.wall,
    monotonic: () => world.monotonic,
    alarm: () => () => {},
  });
  return { world, time };
}

Deno.test("partition time - begins at its base and runs with the monotonic clock", () => {
  const { world, time } = at(5_000);
  time.base(5_000);
  world.monotonic += 700;
  world.wall += 700;
  assert.equal(time.now(), 5_700);
});

Deno.test("partition time - leans towards the wall by at most 1 ms per 100 ms", () => {
  const { world, time } = at(10_000);
  time.base(10_000);
  world.wall += 1_000 + 50;
  world.monotonic += 1_000;
  assert.equal(time.now(), 11_010);
  world.wall += 4_000;
  world.monotonic += 4_000;
  assert.equal(time.now(), 15_050);
  world.wall += 1_000;
  world.monotonic += 1_000;
  assert.equal(time.now(), 16_050);
});

Deno.test("partition time - a base below what was read is not taken", () => {
  const { time } = at(10_000);
  time.base(10_000);
  time.base(4_000);
  assert.equal(time.now(), 10_000);
});

Deno.test("partition time - never runs backwards, whatever the wall does", () => {
  const step = fc.record({
    elapsed: fc.integer({ min: 0, max: 5_000 }),
    leap: fc.integer({ min: -4_000_000, max: 4_000_000 }),
    base: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const { world, time } = at(1_000_000);
    time.base(1_000_000);
    let last = time.now();
    for (const { elapsed, leap, base } of steps) {
      world.monotonic += elapsed;
      world.wall += elapsed + leap;
      if (base) time.base(world.wall);
      const now = time.now();
      assert.ok(now >= last);
      last = now;
    }
  }));
});

Deno.test("partition time - over 2 s alarms, over 60 s asks for a fence", () => {
  const { world, time } = at(0);
  time.base(0);
  world.wall += 2_000;
  assert.equal(time.judgement(), "fine");
  world.wall += 1;
  assert.equal(time.judgement(), "alarm");
  world.wall += 60_000;
  assert.equal(time.judgement(), "fence");
  time.base(world.wall);
  assert.equal(time.judgement(), "fine");
});

Deno.test("partition time - a wall that went back asks for one fence, not for ever", () => {
  const { world, time } = at(10_000_000);
  time.base(10_000_000);
  world.wall -= 3_600_000;
  assert.equal(time.judgement(), "fence");
  time.base(world.wall);
  assert.equal(time.now(), 10_000_000);
  assert.equal(time.judgement(), "alarm");
  world.wall -= 70_000;
  assert.equal(time.judgement(), "fence");
});

Deno.test("partition time - a wall that is wrong by the journal's clock hastens no deadline", () => {
  const { world, time } = at(10_000_000);
  time.base(10_000_000);
  world.wall += 3_600_000;
  assert.equal(time.judgement(), "fence");
  time.base(10_000_000);
  world.monotonic += 180_000;
  world.wall += 180_000;
  assert.equal(time.now(), 10_180_000);
  assert.equal(time.judgement(), "alarm");
});

for (const leap of [3_600_000, -3_600_000]) {
  Deno.test(`partition time - a wall that leapt ${leap} ms and came back hastens and delays no deadline`, () => {
    const { world, time } = at(10_000_000);
    time.base(10_000_000);
    world.wall += leap;
    assert.equal(time.judgement(), "fence");
    time.base(10_000_000);
    world.wall -= leap;
    assert.equal(time.judgement(), "fine");
    world.monotonic += 3_600_000;
    world.wall += 3_600_000;
    assert.equal(time.now(), 13_600_000);
  });
}
