/** Attacks on a real port, byte by byte; the numbers are rows of the table of attacks. */
import assert from "node:assert/strict";
import { LIMITS } from "./limits/limits.ts";
import { startGateway } from "./mod.ts";
import type { RunningGateway } from "./options.ts";
import { type House, openHouse, until } from "./testing/house.ts";

let house: House;
let running: RunningGateway;
Deno.test.beforeAll(async () => {
  house = await openHouse();
  running = await startGateway({ ...house.gateway, name: "port" });
});
Deno.test.afterAll(async () => {
  await running.stop();
  await house.close();
});

const SOCKET = "/api/v1/visitor/socket";
const KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
const VERSION = "Sec-WebSocket-Version: 13";
const UPGRADE = ["Host: desk.test", "Origin: http://desk.test", "Upgrade: websocket"];

async function dial(lines: string[]): Promise<{ status: number; connection: Deno.Conn }> {
  const { hostname, port } = new URL(running.addresses.desk);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(new TextEncoder().encode([...lines, "", ""].join("\r\n")));
  const buffer = new Uint8Array(4096);
  const read = await connection.read(buffer) ?? 0;
  const head = new TextDecoder().decode(buffer.subarray(0, read));
  return { status: Number(head.split(" ")[1]), connection };
}

async function statusOf(...lines: string[]): Promise<number> {
  const { status, connection } = await dial(lines);
  connection.close();
  return status;
}

Deno.test("attack 44 - odd hosts, handshakes and missing types are refused, never a 500", async () => {
  const whoami = "GET /api/v1/session HTTP/1.1";
  for (const host of ["a b<>", "%zz:99999", "["]) {
    assert.ok(await statusOf(whoami, `Host: ${host}`) < 500, host);
  }
  assert.equal(await statusOf("GET http://[::zz/api/v1/session HTTP/1.1", "Host: x"), 400);
  for (const method of ["TRACE", "CONNECT", "OPTIONS", "FOO"]) {
    assert.ok(await statusOf(`${method} /api/v1/session HTTP/1.1`, "Host: x") < 500, method);
  }
  const get = `GET ${SOCKET} HTTP/1.1`;
  const handshakes = [
    [...UPGRADE, "Connection: Upgrade", VERSION],
    [...UPGRADE, KEY, VERSION],
    [...UPGRADE, "Connection: Upgrade", KEY.slice(0, -4), VERSION],
    [...UPGRADE, "Connection: Upgrade", KEY, "Sec-WebSocket-Version: 8"],
  ];
  for (const lines of handshakes) assert.equal(await statusOf(get, ...lines), 400, lines.join());
  assert.equal(
    await statusOf(get, ...UPGRADE, "Connection: keep-alive, Upgrade", KEY, VERSION),
    101,
  );
  const post = "POST /api/v1/session HTTP/1.1";
  assert.equal(await statusOf(post, "Host: desk.test", "Content-Length: 0"), 422);
  assert.equal(await statusOf(post, "Host: desk.test", "Content-Length: 2", "", "{}"), 415);
  assert.equal(house.log.filter((line) => line.level === "error").length, 0);
});

Deno.test("attack 36 - sockets that never say who they are are few, and counted until gone", async () => {
  const get = `GET ${SOCKET} HTTP/1.1`;
  const knock = () => dial([get, ...UPGRADE, "Connection: Upgrade", KEY, VERSION]);
  const held: Deno.Conn[] = [];
  const { socketsNamelessPerAddressMax } = LIMITS;
  await until(() => running.gauges().sockets_open === 0, "no socket");
  for (let at = 0; at < socketsNamelessPerAddressMax; at++) {
    const { status, connection } = await knock();
    assert.equal(status, 101);
    held.push(connection);
  }
  const more = await knock();
  more.connection.close();
  assert.equal(more.status, 503);
  for (const one of held) one.close();
  await until(() => running.gauges().sockets_open === 0, "places given back");
});
