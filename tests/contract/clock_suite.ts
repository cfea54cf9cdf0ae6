import assert from "node:assert/strict";
import type { Clock } from "../../engine/ports/clock.ts";

/** `pass` lets at least so much time go by: real for a real clock, told to a driven one. */
export interface ClockAdapter {
  name: string;
  open(): { clock: Clock; pass(ms: number): Promise<void> };
}

export function clockContract(adapter: ClockAdapter): void {
  const contract = (
    behaviour: string,
    body: (subject: ReturnType<ClockAdapter["open"]>) => Promise<void>,
  ) => Deno.test(`clock contract (${adapter.name}) - ${behaviour}`, () => body(adapter.open()));

  contract("both hands move on, the monotonic one never back", async ({ clock, pass }) => {
    const before = [clock.wall(), clock.monotonic()];
    await pass(3);
    assert.ok(clock.wall() >= before[0] + 2);
    assert.ok(clock.monotonic() >= before[1] + 2);
    assert.ok(clock.wall() > Date.UTC(2026, 0));
  });

  contract("an alarm rings once, not before its time", async ({ clock, pass }) => {
    const set = clock.monotonic();
    const rung: number[] = [];
    clock.alarm(4, () => rung.push(clock.monotonic() - set));
    await pass(12);
    assert.equal(rung.length, 1);
    assert.ok(rung[0] >= 4);
  });

  contract("a later alarm replaces the earlier one", async ({ clock, pass }) => {
    const rung: string[] = [];
    clock.alarm(2, () => rung.push("earlier"));
    clock.alarm(4, () => rung.push("later"));
    await pass(12);
    assert.deepEqual(rung, ["later"]);
  });

  contract("a cancelled alarm is silent; an old canceller cancels nothing", async (subject) => {
    const { clock, pass } = subject;
    const rung: string[] = [];
    const cancelOld = clock.alarm(2, () => rung.push("old"));
    const cancel = clock.alarm(3, () => rung.push("cancelled"));
    cancel();
    clock.alarm(4, () => rung.push("kept"));
    cancelOld();
    cancel();
    await pass(12);
    assert.deepEqual(rung, ["kept"]);
  });
}
