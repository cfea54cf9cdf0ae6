/** Rows 12, 13, 19, 20, 34, 39 on a real port, byte by byte. */
import assert from "node:assert/strict";
import { LIMITS } from "../../gateway/limits/limits.ts";
import { startGateway } from "../../gateway/mod.ts";
import type { RunningGateway } from "../../gateway/options.ts";
import { type House, openHouse, until } from "../../gateway/testing/house.ts";
import { ask, line, opened, visitor } from "../../gateway/testing/people.ts";
import type { VisitorFrameOut } from "../../engine/contract/wire/socket.ts";
import { answerTo, frame, handshake, RawConnection } from "./raw_socket.ts";

let house: House;
let running: RunningGateway;
let desk: string;
Deno.test.beforeAll(async () => {
  house = await openHouse();
  running = await startGateway({ ...house.gateway, name: "wire" });
  desk = running.addresses.desk;
});
Deno.test.afterAll(async () => {
  await running.stop();
  await house.close();
});

type Resync = Extract<VisitorFrameOut, { type: "resync" }>;
const TICKETS = "/api/v1/visitor/tickets";
const SOCKET = "/api/v1/visitor/socket";
const KIB = 1024;
const MIB = 1024 * KIB;
const bytes = (text: string) => new TextEncoder().encode(text);

async function upgraded(): Promise<RawConnection> {
  const raw = await RawConnection.open(desk);
  await raw.write(handshake(SOCKET, ["Host: desk.test", "Origin: http://desk.test"]));
  await raw.until(() => raw.status() > 0, "the upgrade");
  assert.equal(raw.status(), 101);
  return raw;
}

async function authenticated(): Promise<RawConnection> {
  const { body } = await ask<{ ticket: string }>(house, await visitor(house), "POST", TICKETS);
  const raw = await upgraded();
  await raw.write(frame(bytes(JSON.stringify({ type: "authenticate", ticket: body.ticket }))));
  await raw.until(() => raw.text().includes('"ready"'), "ready");
  return raw;
}

Deno.test("attack 12 - an upgrade with a foreign, a missing or a null origin is no upgrade", async () => {
  const origins = [
    [],
    ["Origin: null"],
    ["Origin: https://evil.example"],
    ["Origin: http://desk.test.evil.example"],
    ["Origin: http://desk.test@evil.example"],
    ["Origin: http://desk.test:1"],
  ];
  for (const path of [SOCKET, "/api/v1/agent/socket"]) {
    for (const origin of origins) {
      const status = await answerTo(desk, handshake(path, ["Host: desk.test", ...origin]));
      assert.equal(status, 403, `${path} ${origin}`);
    }
  }
});

Deno.test("attack 13 - sockets that have not said who they are cost under 64 KiB each", async () => {
  const round = async () => {
    const before = Deno.memoryUsage().rss;
    const held: RawConnection[] = [];
    for (let at = 0; at < LIMITS.socketsNamelessPerAddressMax; at++) held.push(await upgraded());
    const each = (Deno.memoryUsage().rss - before) / held.length;
    for (const one of held) one.close();
    await until(() => running.gauges().sockets_open === 0, "places given back");
    return each;
  };
  // the first round pays for code and pools that stay
  const rounds = [await round(), await round(), await round()].sort((a, b) => a - b);
  console.log(`${rounds.map((each) => Math.round(each / KIB)).join(", ")} KiB each, both ends`);
  assert.ok(rounds[1] < 64 * KIB, `${rounds[1]} bytes`);
});

Deno.test("attack 19 - frames of 1 and of 63 MiB end with 1009 and leave no memory behind", async () => {
  const anna = await visitor(house);
  const calm = await line<VisitorFrameOut>(house, anna, "visitor");
  const giant = frame(new Uint8Array(63 * MIB).fill(0x61));
  const large = frame(new Uint8Array(MIB).fill(0x61));
  const before = Deno.memoryUsage().rss;
  for (const one of [large, giant, giant, giant, giant]) {
    const raw = await upgraded();
    await raw.write(one);
    await Promise.race([raw.ended, raw.until(() => raw.closeCode() > 0, "a close")]);
    assert.equal(raw.closeCode(), 1009);
    raw.close();
  }
  calm.send({ type: "ping" });
  await calm.frame((frame) => frame.type === "pong");
  calm.hangUp();
  const grown = (Deno.memoryUsage().rss - before) / MIB;
  console.log(`${Math.round(grown)} MiB more after five frames of 253 MiB together`);
  assert.ok(grown < 400, `${grown} MiB`);
});

Deno.test("attack 19 - binary frames, broken UTF-8 and broken frames end coded", async () => {
  const cases: [string, Uint8Array, number[]][] = [
    ["binary", frame(bytes("{}"), "binary"), [4400]],
    ["invalid UTF-8", frame(new Uint8Array([0xc3, 0x28])), [1007, 4400]],
    ["half a character", frame(bytes('{"type":"\\ud800"}')), [4400]],
    ["reserved bits", new Uint8Array([0xf1, 0x80, 0, 0, 0, 0]), [1002]],
    ["not masked", new Uint8Array([0x81, 0x02, 0x7b, 0x7d]), [1002, 4400]],
  ];
  for (const [name, sent, codes] of cases) {
    const raw = await upgraded();
    await raw.write(sent);
    await Promise.race([raw.ended, raw.until(() => raw.closeCode() > 0, name)]);
    const code = raw.closeCode();
    raw.close();
    // the runtime may hang up on what is no WebSocket without a word
    assert.ok(code === 0 || codes.includes(code), `${name}: ${code}`);
  }
  await until(() => running.gauges().sockets_open === 0, "nobody stays");
});

Deno.test("attack 19, 20 - who goes on sending is still told why the socket closes", async () => {
  const ping = frame(bytes('{"type":"ping"}'));
  const odd = frame(bytes('{"type":"__proto__"}'));
  const pings = (count: number) => Array.from({ length: count }, () => ping);
  const cases: [string, Uint8Array[], number][] = [
    ["an odd frame and others behind it", [odd, ...pings(20)], 4400],
    ["more than the budget", pings(200), 4429],
    ["ten thousand at once", pings(10_000), 4429],
  ];
  for (const [name, sent, code] of cases) {
    const raw = await authenticated();
    await raw.write(new Uint8Array(sent.flatMap((one) => [...one])));
    await Promise.race([raw.ended, raw.until(() => raw.closeCode() > 0, name)]);
    assert.equal(raw.closeCode(), code, name);
    raw.close();
  }
  const endless = await authenticated();
  const thousand = new Uint8Array(pings(1_000).flatMap((one) => [...one]));
  let written = 0;
  while (written < 1_000 && await endless.write(thousand)) written++;
  assert.ok(written < 1_000, "who never stops is dropped");
  await until(() => running.gauges().sockets_open === 0, "nobody stays");
});

const POST = [
  "POST /api/v1/visitor/sessions HTTP/1.1",
  "Host: desk.test",
  "Origin: http://desk.test",
  "Content-Type: application/json",
];
const request = (headers: string[], body: string) => [...POST, ...headers, "", body].join("\r\n");

Deno.test("attack 34 - chunked bodies over the limit are cut off, two lengths are no request", async () => {
  const chunk = "x".repeat(16 * KIB);
  const chunks = Math.ceil(LIMITS.jsonBytesMax / chunk.length) + 2;
  const chunked = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(chunks) + "0\r\n\r\n";
  assert.equal(await answerTo(desk, request(["Transfer-Encoding: chunked"], chunked)), 413);
  const both = ["Transfer-Encoding: chunked", "Content-Length: 5"];
  const smuggled = "0\r\n\r\nGET /api/v1/session HTTP/1.1\r\nHost: x\r\n\r\n";
  assert.ok([400, 422].includes(await answerTo(desk, request(both, smuggled))));
  const twice = ["Content-Length: 2", "Content-Length: 40"];
  assert.equal(await answerTo(desk, request(twice, "{}")), 400);
  for (const odd of ["-1", "+2", "0x2", "2, 2, 3", "99999999999999999999"]) {
    assert.ok([400, 413].includes(await answerTo(desk, request([`Content-Length: ${odd}`], "{}"))));
  }
});

Deno.test("attack 34 - a body that never comes is answered 408 in its time", async () => {
  const timers = globalThis.setTimeout;
  const rung: (() => void)[] = [];
  const catching = (ring: () => void, ms?: number) => {
    if (ms !== LIMITS.jsonWithinMs) return timers(ring, ms);
    rung.push(ring);
    return 0;
  };
  globalThis.setTimeout = catching as unknown as typeof setTimeout;
  const raw = await RawConnection.open(desk);
  await raw.write(request(["Content-Length: 500"], '{"route":'));
  await raw.until(() => rung.length > 0, "the gateway waits");
  globalThis.setTimeout = timers;
  rung.forEach((ring) => ring());
  await raw.until(() => raw.status() > 0, "an answer");
  raw.close();
  assert.equal(raw.status(), 408);
});

Deno.test("attack 39 - what was sent before is one message, and no sequence hides what was said", async () => {
  const anna = await visitor(house);
  const { conversation } = await opened(house, anna);
  const said = {
    type: "message",
    id: "captured1",
    conversation,
    body: { kind: "text", text: "captured" },
  };
  for (let again = 0; again < 3; again++) {
    const socket = await line<VisitorFrameOut>(house, anna, "visitor");
    socket.send(said);
    await socket.frame((one) => one.type === "acknowledged");
    socket.hangUp();
  }
  const path = `/api/v1/visitor/conversations/${conversation}/entries`;
  const page = await ask<{ entries: unknown[] }>(house, anna, "GET", path);
  assert.equal(JSON.stringify(page.body.entries).split('"captured"').length - 1, 1);
  const early = await line<VisitorFrameOut>(house, anna, "visitor", { [conversation]: 1e15 });
  const told = await early.frame<Resync>((one) => one.type === "resync");
  assert.match(JSON.stringify(told.entries), /"captured"/);
  early.send({ type: "read", conversation, seq: 1e15 });
  await early.frame((one) => one.type === "refused");
  early.hangUp();
  for (const seq of [-1, 1e300, "7", null]) {
    const { body } = await ask<{ ticket: string }>(house, anna, "POST", TICKETS);
    const raw = await upgraded();
    const first = { type: "authenticate", ticket: body.ticket, resume: { [conversation]: seq } };
    await raw.write(frame(bytes(JSON.stringify(first))));
    await raw.until(() => raw.closeCode() > 0, "a close");
    assert.equal(raw.closeCode(), 4401, String(seq));
    raw.close();
  }
});
