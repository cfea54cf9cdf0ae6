import assert from "node:assert/strict";
import type { AgentSummary } from "../../../engine/contract/wire/queries.ts";
import type { Presence } from "../../../engine/contract/wire/states.ts";
import { self } from "./conversations.ts";
import { changePresence, presenceSetTo, takeReady, takeSelf } from "./presence.ts";

const me = (presence: Presence) => ({ agent: "lin", presence }) as AgentSummary;

/** The desk answers when told to, and the wait for its word ends when told to. */
async function choosing(
  body: (
    choose: (presence: Presence, status?: number) => Promise<void>,
    wait: () => void,
  ) => unknown,
): Promise<void> {
  const { fetch, setTimeout } = globalThis;
  const timers: (() => void)[] = [];
  let status = 204;
  Object.assign(globalThis, {
    document: { documentElement: { lang: "en" } },
    fetch: () => {
      const refused = Response.json({ error: { code: "conflict" } }, { status: 409 });
      return Promise.resolve(status === 204 ? new Response(null, { status }) : refused);
    },
    setTimeout: (due: () => void) => timers.push(due),
  });
  self.value = me("offline");
  presenceSetTo.value = undefined;
  try {
    await body(async (presence, answer = 204) => {
      status = answer;
      await changePresence(presence);
    }, () => timers.splice(0).forEach((due) => due()));
  } finally {
    Object.assign(globalThis, { fetch, setTimeout });
    self.value = undefined;
  }
}

const shown = () => [self.value?.presence, presenceSetTo.value];

Deno.test("presence - what the desk said before my own choice is neither shown nor told as somebody else's", () =>
  choosing(async (choose) => {
    const chosen = choose("online");
    takeReady(me("offline"));
    assert.deepEqual(shown(), ["online", undefined]);
    await chosen;
    takeSelf(me("offline"));
    takeSelf(me("online"));
    assert.deepEqual(shown(), ["online", undefined]);
    takeSelf(me("busy"));
    assert.deepEqual(shown(), ["busy", "busy"]);
  }));

Deno.test("presence - a supervisor who was quicker than the desk's word on mine is told after all", () =>
  choosing(async (choose, wait) => {
    await choose("online");
    takeSelf(me("break"));
    assert.deepEqual(shown(), ["online", undefined]);
    wait();
    assert.deepEqual(shown(), ["break", "break"]);
  }));

Deno.test("presence - a refused choice is taken back", () =>
  choosing(async (choose) => {
    await choose("online", 409);
    assert.deepEqual(shown(), ["offline", undefined]);
  }));

Deno.test("presence - of two quick choices neither is told as somebody else's, whatever the desk says between", () =>
  choosing(async (choose, wait) => {
    self.value = me("online");
    const both = [choose("busy"), choose("online")];
    for (const late of ["online", "busy", "online"] as const) {
      takeSelf(me(late));
      assert.deepEqual(shown(), ["online", undefined]);
    }
    await Promise.all(both);
    wait();
    assert.deepEqual(shown(), ["online", undefined]);
    takeSelf(me("break"));
    assert.deepEqual(shown(), ["break", "break"]);
  }));

Deno.test("presence - when the desk leaves out the first of two choices, its last word counts in the end", () =>
  choosing(async (choose, wait) => {
    self.value = me("online");
    await Promise.all([choose("busy"), choose("online")]);
    takeSelf(me("online"));
    wait();
    assert.deepEqual(shown(), ["online", undefined]);
    await Promise.all([choose("busy"), choose("online")]);
    takeSelf(me("busy"));
    wait();
    assert.deepEqual(shown(), ["busy", "busy"]);
  }));

Deno.test("presence - a choice waits for the answer to the one before, and a refused one gives way to it", () =>
  choosing(async (choose) => {
    const sent: string[] = [];
    let first = () => {};
    const { fetch } = globalThis;
    Object.assign(globalThis, {
      fetch: (_path: string, { body }: { body: string }) => {
        sent.push(JSON.parse(body).presence);
        const refused = Response.json({ error: { code: "conflict" } }, { status: 409 });
        return sent.length > 1
          ? Promise.resolve(refused)
          : new Promise((done) => first = () => done(new Response(null, { status: 204 })));
      },
    });
    const both = [choose("busy"), choose("break")];
    await Promise.resolve();
    await Promise.resolve();
    assert.deepEqual(sent, ["busy"]);
    first();
    await Promise.all(both);
    assert.deepEqual(sent, ["busy", "break"]);
    assert.deepEqual(shown(), ["busy", undefined]);
    Object.assign(globalThis, { fetch });
  }));
