import assert from "node:assert/strict";
import type { AgentFrameIn, AgentFrameOut } from "../../../engine/contract/wire/socket.ts";
import type { Ticket } from "../../../engine/contract/wire/http.ts";
import type { Answer } from "./http.ts";
import { type ConnectionState, createConnection, pauseMs, type World } from "./connection.ts";

/** A world whose time is driven by the test, and whose sockets are event targets. */
function driven() {
  const sockets: FakeSocket[] = [];
  const states: ConnectionState[] = [];
  const frames: AgentFrameOut[] = [];
  const timers: { at: number; run: () => void }[] = [];
  let now = 0;
  const driver = {
    sockets,
    states,
    frames,
    ticketFault: undefined as undefined | "unauthenticated" | "offline",
    world: {
      ticket: (): Promise<Answer<Ticket>> =>
        Promise.resolve(
          driver.ticketFault
            ? { ok: false, fault: { code: driver.ticketFault } } as const
            : { ok: true, value: { ticket: "t", expiresAt: 0, socket: "/s" } } as const,
        ),
      open: () => {
        const socket = new FakeSocket();
        sockets.push(socket);
        return socket as unknown as WebSocket;
      },
      resume: () => ({ c1: 7 }),
      now: () => now,
      random: () => 1,
      after: (ms: number, run: () => void) => {
        const timer = { at: now + ms, run };
        timers.push(timer);
        return () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1));
      },
    } satisfies World,
    async pass(ms: number) {
      now += ms;
      for (const timer of timers.filter((one) => one.at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.run();
      }
      await settled();
    },
  };
  return driver;
}

const settled = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));

class FakeSocket extends EventTarget {
  readyState = WebSocket.OPEN as number;
  sent: AgentFrameIn[] = [];
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = WebSocket.CLOSED;
  }
  says(frame: Partial<AgentFrameOut>) {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(frame) }));
  }
}

async function live(driver: ReturnType<typeof driven>) {
  const connection = createConnection(driver.world, {
    onState: (state) => driver.states.push(state),
    onFrame: (frame) => driver.frames.push(frame),
  });
  connection.start();
  await settled();
  driver.sockets[0].dispatchEvent(new Event("open"));
  driver.sockets[0].says({ type: "ready" });
  return connection;
}

Deno.test("connection - the first frame authenticates and says what this tab holds", async () => {
  const driver = driven();
  await live(driver);
  assert.deepEqual(driver.sockets[0].sent, [
    { type: "authenticate", ticket: "t", resume: { c1: 7 } },
  ]);
  assert.deepEqual(driver.states.at(-1), { state: "live" });
});

Deno.test("connection - a closed socket is opened again after a pause", async () => {
  const driver = driven();
  await live(driver);
  driver.sockets[0].dispatchEvent(new Event("close"));
  assert.deepEqual(driver.states.at(-1), { state: "waiting", attempt: 1, retryAt: 500 });
  await driver.pass(500);
  assert.equal(driver.sockets.length, 2);
});

Deno.test("connection - a silent network is noticed by a ping without an answer", async () => {
  const driver = driven();
  await live(driver);
  await driver.pass(15_000);
  assert.deepEqual(driver.sockets[0].sent.at(-1), { type: "ping" });
  await driver.pass(8_000);
  assert.equal(driver.states.at(-1)?.state, "waiting");
});

Deno.test("connection - an answered ping keeps the connection", async () => {
  const driver = driven();
  await live(driver);
  await driver.pass(15_000);
  driver.sockets[0].says({ type: "pong", at: 1 });
  await driver.pass(8_000);
  assert.equal(driver.states.at(-1)?.state, "live");
});

Deno.test("connection - what an older socket still says is ignored", async () => {
  const driver = driven();
  await live(driver);
  driver.sockets[0].dispatchEvent(new Event("close"));
  await driver.pass(500);
  driver.sockets[0].says({ type: "degraded", degraded: true });
  assert.deepEqual(driver.frames.map((frame) => frame.type), ["ready"]);
});

Deno.test("connection - signed out means ended, unreachable means another attempt", async () => {
  const driver = driven();
  driver.ticketFault = "offline";
  const connection = createConnection(driver.world, {
    onState: (state) => driver.states.push(state),
    onFrame: () => {},
  });
  connection.start();
  await settled();
  assert.equal(driver.states.at(-1)?.state, "waiting");
  driver.ticketFault = "unauthenticated";
  connection.retryNow();
  await settled();
  assert.deepEqual(driver.states.at(-1), { state: "ended", reason: "unauthenticated" });
});

Deno.test("connection - pauses grow, are random, and have an end", () => {
  assert.deepEqual([0, 1, 3, 20].map((attempt) => pauseMs(attempt, 1)), [500, 1000, 4000, 15000]);
  assert.equal(pauseMs(0, 0), 125);
});
