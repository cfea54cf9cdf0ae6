import assert from "node:assert/strict";
import type { VisitorFrameIn, VisitorFrameOut } from "../../../engine/contract/wire/socket.ts";
import {
  type Line,
  makeLink,
  PING_AFTER_MS,
  PONG_WITHIN_MS,
  type Socket,
  type TicketAnswer,
} from "./link.ts";

/** A line whose clock, timer and sockets are in the test's hand. */
function scene() {
  const lines: Line["state"][] = [];
  const sockets: (Socket & { sent: VisitorFrameIn[]; closed: boolean })[] = [];
  const timer = { at: Infinity, call: () => {} };
  let now = 0;
  let answer: TicketAnswer = { ticket: { ticket: "t1", expiresAt: 1, socket: "/socket" } };
  const link = makeLink({
    ticket: () => Promise.resolve(answer),
    socket: () => {
      const socket = {
        sent: [] as VisitorFrameIn[],
        closed: false,
        send: (text: string) => socket.sent.push(JSON.parse(text)),
        close: () => void (socket.closed = true),
        onMessage: (_: string) => {},
        onClose: (_: number) => {},
        onOpen: () => {},
      };
      sockets.push(socket);
      return socket;
    },
    resume: () => ({ c1: 7 }),
    onLine: (line) => lines.push(line.state),
    onFrame: () => {},
    now: () => now,
    random: () => 0,
    after(ms, call) {
      Object.assign(timer, { at: now + ms, call });
      return () => Object.assign(timer, { at: Infinity, call: () => {} });
    },
  });
  return {
    link,
    lines,
    sockets,
    answerWith: (to: TicketAnswer) => answer = to,
    hear: (frame: VisitorFrameOut) => sockets.at(-1)?.onMessage(JSON.stringify(frame)),
    /** Time passes without a timer, as on a frozen page. */
    freeze: (ms: number) => now += ms,
    async pass(ms: number) {
      now += ms;
      if (timer.at <= now) timer.call();
      await Promise.resolve();
    },
    async ready() {
      link.connect();
      await Promise.resolve();
      sockets.at(-1)?.onOpen();
      this.hear({ type: "ready", session: "s", at: 0, conversations: [] });
    },
  };
}

Deno.test("link - a ticket first, then a socket that says what is held", async () => {
  const { ready, sockets, lines, ...rest } = scene();
  await ready.call({ ready, sockets, lines, ...rest });
  assert.deepEqual(sockets[0].sent, [{ type: "authenticate", ticket: "t1", resume: { c1: 7 } }]);
  assert.deepEqual(lines, ["connecting", "ready"]);
});

Deno.test("link - a lost socket comes back by itself with a new ticket", async () => {
  const at = scene();
  await at.ready();
  at.sockets[0].onClose(1006);
  assert.equal(at.lines.at(-1), "waiting");
  await at.pass(60);
  assert.equal(at.lines.at(-1), "connecting");
  assert.equal(at.sockets.length, 2);
});

Deno.test("link - silence is answered by a ping, an unanswered ping by a new connection", async () => {
  const at = scene();
  await at.ready();
  await at.pass(PING_AFTER_MS);
  assert.deepEqual(at.sockets[0].sent.at(-1), { type: "ping" });
  await at.pass(PONG_WITHIN_MS);
  assert.ok(at.sockets[0].closed);
  assert.equal(at.lines.at(-1), "waiting");
});

Deno.test("link - an answered ping keeps the line", async () => {
  const at = scene();
  await at.ready();
  await at.pass(PING_AFTER_MS);
  at.hear({ type: "pong", at: 1 });
  await at.pass(PONG_WITHIN_MS);
  assert.equal(at.lines.at(-1), "ready");
});

Deno.test("link - a page frozen for 90 seconds reconnects at once when it comes back", async () => {
  const at = scene();
  await at.ready();
  at.freeze(90_000);
  at.link.wake();
  await at.pass(0);
  assert.deepEqual(at.lines, ["connecting", "ready", "connecting"]);
  assert.equal(at.sockets.length, 2);
});

Deno.test("link - words of a socket that was given up are not heard", async () => {
  const at = scene();
  await at.ready();
  const [old] = at.sockets;
  at.link.restart();
  old.onMessage("not even JSON");
  old.onClose(4401);
  assert.equal(at.lines.at(-1), "waiting");
});

Deno.test("link - superseded and unauthenticated wait for somebody else's decision", async () => {
  for (const [code, state] of [[4409, "superseded"], [4401, "unauthenticated"]] as const) {
    const at = scene();
    await at.ready();
    at.sockets[0].onClose(code);
    await at.pass(60_000);
    assert.equal(at.lines.at(-1), state);
    assert.equal(at.sockets.length, 1);
  }
});

Deno.test("link - a refused ticket waits at least as long as the server asks", async () => {
  const at = scene();
  at.answerWith({ state: "later", retryAfterMs: 4_000 });
  at.link.connect();
  await at.pass(0);
  assert.equal(at.lines.at(-1), "waiting");
  await at.pass(3_900);
  assert.equal(at.lines.at(-1), "waiting");
  await at.pass(200);
  assert.deepEqual(at.lines.slice(0, 3), ["connecting", "waiting", "connecting"]);
});
