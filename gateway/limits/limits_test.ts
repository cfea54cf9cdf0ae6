import assert from "node:assert/strict";
import fc from "fast-check";
import { clientAddress } from "./address.ts";
import { readBody } from "./body.ts";
import { memoryShared } from "../shared/memory.ts";
import { type Budgets, createBudgets } from "./budgets.ts";
import { parseJson } from "./json.ts";
import { BUDGETS, LIMITS } from "./limits.ts";

function budgetsAt(start = 0) {
  const time = { now: start };
  const clock = { wall: () => time.now, monotonic: () => time.now };
  return { time, budgets: createBudgets(clock) };
}

Deno.test("budgets - a burst is granted, then the wait is told, then time refills", () => {
  const { time, budgets } = budgetsAt();
  const { burst, perSecond } = BUDGETS.opensPerVisitor;
  for (let n = 0; n < burst; n++) assert.equal(budgets.take("opensPerVisitor", "a"), 0);
  const waitMs = budgets.take("opensPerVisitor", "a");
  assert.ok(Math.abs(waitMs - 1000 / perSecond) < 1, String(waitMs));
  assert.equal(budgets.take("opensPerVisitor", "b"), 0);
  time.now += waitMs;
  assert.equal(budgets.take("opensPerVisitor", "a"), 0);
});

Deno.test("budgets - never more keys than the bound, however many strangers come", () => {
  const { budgets } = budgetsAt();
  for (let n = 0; n < LIMITS.budgetKeysMax + 50; n++) budgets.take("requestsPerAddress", `a${n}`);
  assert.ok(budgets.size() <= LIMITS.budgetKeysMax);
});

Deno.test("address - forwarded addresses count only from a trusted proxy, from the right", () => {
  const trusted = ["10.0.0.1", "10.0.0.2"];
  assert.equal(clientAddress("9.9.9.9", "1.2.3.4", trusted), "9.9.9.9");
  assert.equal(clientAddress("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", trusted), "1.2.3.4");
  assert.equal(clientAddress("10.0.0.1", "1.2.3.4\r\nx: y", trusted), "10.0.0.1");
  assert.equal(clientAddress("10.0.0.1", undefined, trusted), "10.0.0.1");
});

Deno.test("attack 36 - whoever owns a network of IPv6 is one address, not as many as it holds", () => {
  const counted = (peer: string) => clientAddress(peer, undefined, []);
  assert.equal(counted("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
  assert.equal(counted("2001:DB8:1:2::9"), "2001:db8:1:2::");
  assert.equal(counted("2001:db8::9"), "2001:db8:0:0::");
  assert.notEqual(counted("2001:db8:1:3::9"), counted("2001:db8:1:2::9"));
  assert.equal(counted("::ffff:1.2.3.4"), "1.2.3.4");
  assert.equal(counted("::ffff:102:304"), "1.2.3.4");
  assert.equal(counted("::1"), "::1");
  assert.equal(counted("fe80::1%eth0"), "fe80::1%eth0");
  assert.equal(clientAddress("10.0.0.1", "2001:db8:1:2::9", ["10.0.0.1"]), "2001:db8:1:2::");
  assert.equal(clientAddress("::ffff:10.0.0.1", "9.9.9.9", ["10.0.0.1"]), "9.9.9.9");
  assert.equal(
    clientAddress("10.0.0.1", "9.9.9.9, ::ffff:10.0.0.2", ["10.0.0.1", "10.0.0.2"]),
    "9.9.9.9",
  );
  assert.equal(clientAddress("10.0.0.1", "9.9.9.9, fd00::7", ["10.0.0.1", "fd00::7"]), "9.9.9.9");
});

Deno.test("json - what we write ourselves is read back", () => {
  fc.assert(fc.property(fc.jsonValue({ depthSize: "small", maxDepth: 4 }), (value) => {
    const text = JSON.stringify(value);
    fc.pre(!/__proto__|constructor|prototype|\\u[dD][89a-fA-F]/.test(text));
    assert.deepEqual(parseJson(text), { ok: true, value: JSON.parse(text) });
  }));
});

Deno.test("json - deep, huge, broken and prototype-reaching texts are told apart", () => {
  const faults: [string, string][] = [
    ["[".repeat(13) + "]".repeat(13), "depth"],
    [`[${"1,".repeat(LIMITS.jsonItemsMax + 1)}1]`, "items"],
    ["{", "syntax"],
    ['{"__proto__":{"a":1}}', "key"],
    ['{"a":[{"\\u005f_proto__":1}]}', "key"],
  ];
  for (const [text, fault] of faults) assert.deepEqual(parseJson(text), { ok: false, fault });
});

Deno.test("attack 19 - half a character becomes the mark for one, and is no key", () => {
  const text = '["a\\ud800b","\\uDC00","\\ud83d\\ude00",{"k":"\\udfff"}]';
  assert.deepEqual(parseJson(text), {
    ok: true,
    value: ["a\ufffdb", "\ufffd", "\u{1f600}", { k: "\ufffd" }],
  });
  assert.deepEqual(parseJson('{"\\ud800":1}'), { ok: false, fault: "key" });
});

const streamed = (chunks: number, bytes: number) =>
  new Request("http://desk.test/", {
    method: "POST",
    body: new ReadableStream({
      pull(controller) {
        if (chunks-- > 0) controller.enqueue(new Uint8Array(bytes));
        else controller.close();
      },
    }),
  });

Deno.test("body - a chunked body over the limit is cut at the first byte too many", async () => {
  assert.deepEqual(await readBody(streamed(1000, 1024), 4096, 5_000), {
    ok: false,
    code: "too_large",
  });
  const whole = await readBody(streamed(4, 1024), 4096, 5_000);
  assert.equal(whole.ok && whole.bytes.length, 4096);
});

Deno.test("body - one that never ends is given up", async () => {
  const request = new Request("http://desk.test/", {
    method: "POST",
    body: new ReadableStream({ pull: () => new Promise(() => {}) }),
  });
  assert.deepEqual(await readBody(request, 4096, 5), { ok: false, code: "too_slow" });
});

Deno.test("budgets - two gateways that tell each other grant hardly more than one", async () => {
  const time = { now: 0 };
  const clock = { wall: () => time.now, monotonic: () => time.now };
  const shared = memoryShared(() => time.now);
  const [here, there] = [createBudgets(clock), createBudgets(clock)];
  const exchange = async (budgets: Budgets) => {
    const spent = budgets.spent(100);
    const left = await shared.spend(spent) ?? [];
    left.forEach((tokens, at) => budgets.lower(spent[at].budget, spent[at].key, tokens));
    return spent.length;
  };
  assert.equal(here.take("opensPerVisitor", "v1"), 0);
  assert.equal(await exchange(here), 0, "one of six is nobody else's affair");
  for (let n = 0; n < 4; n++) assert.equal(here.take("opensPerVisitor", "v1"), 0);
  assert.equal(await exchange(here), 1);
  assert.equal(await exchange(here), 0, "told once");
  for (let n = 0; n < 2; n++) assert.equal(there.take("opensPerVisitor", "v1"), 0);
  await exchange(there);
  assert.ok(there.take("opensPerVisitor", "v1") > 0, "there nothing is left either");
  time.now += 60_000;
  assert.equal(there.take("opensPerVisitor", "v1"), 0, "time refills");
});
