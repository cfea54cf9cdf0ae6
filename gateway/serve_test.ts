/** The doors on a real port: what only a network shows. */
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS } from "./limits/limits.ts";
import { buildApp } from "./app.ts";
import { startGateway } from "./mod.ts";
import type { RunningGateway } from "./options.ts";
import { type House, openHouse, until } from "./testing/house.ts";

let house: House;
let running: RunningGateway;
let pages: string;

Deno.test.beforeAll(async () => {
  house = await openHouse();
  pages = await mkdtemp(join(tmpdir(), "tidegate-pages-"));
  await mkdir(join(pages, "desk/assets"), { recursive: true });
  await mkdir(join(pages, "widget"));
  await writeFile(join(pages, "desk/index.html"), "<!doctype html><title>desk</title>");
  await writeFile(join(pages, "desk/assets/main-1a2b.js"), "export const a = 1;".repeat(100));
  await writeFile(join(pages, "widget/index.html"), "<!doctype html><title>widget</title>");
  await writeFile(join(pages, "widget.js"), "(()=>{})()");
  running = await startGateway({ ...house.gateway, name: "net", staticFolder: pages });
});
Deno.test.afterAll(async () => {
  await running.stop();
  await house.close();
  await rm(pages, { recursive: true });
});

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(running.addresses.desk + path, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

Deno.test("pages - the desk at its routes, assets for good, and nothing outside the folder", async () => {
  assert.equal((await get("/")).headers.get("location"), "/desk/");
  const desk = await get("/desk/conversations/c1");
  assert.match(desk.text, /<title>desk/);
  assert.equal(desk.headers.get("cache-control"), "no-cache");
  const again = await get("/desk/", { "if-none-match": desk.headers.get("etag")! });
  assert.equal(again.status, 304);
  const asset = await get("/desk/assets/main-1a2b.js");
  assert.match(asset.headers.get("cache-control")!, /immutable/);
  assert.equal(asset.headers.get("content-encoding"), "gzip");
  assert.equal((await get("/widget.js")).text, "(()=>{})()");
  for (const path of ["/desk/none.js", "/desk/..%2f..%2fetc/passwd", "/widget/.env", "/nothing"]) {
    assert.equal((await get(path)).status, 404, path);
  }
});

Deno.test("headers - the desk is framed by nobody, the widget by shops, no inline code", async () => {
  const desk = (await get("/desk/")).headers;
  const policy = desk.get("content-security-policy")!;
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(desk.get("x-content-type-options"), "nosniff");
  assert.equal(desk.get("cross-origin-opener-policy"), "same-origin");
  const widget = (await get("/widget/")).headers;
  assert.match(widget.get("content-security-policy")!, /frame-ancestors \*/);
  assert.equal(widget.get("cross-origin-resource-policy"), "cross-origin");
});

Deno.test("health - lives, is ready, and shows its limits; the document names every door", async () => {
  assert.equal((await get("/healthz")).status, 200);
  const ready = JSON.parse((await get("/readyz")).text);
  assert.deepEqual([ready.ok, Object.keys(ready.parts).sort()], [true, [
    "engine",
    "keys",
    "records",
  ]]);
  const metrics = (await get("/metrics")).text;
  assert.match(metrics, /tidegate_limit\{name="frameBytesMax"\} 32768/);
  assert.match(metrics, /tidegate_sockets_visitors 0/);
  const document = JSON.parse((await get("/api/openapi.json")).text);
  assert.equal(document.openapi, "3.1.0");
  for (
    const path of ["/api/v1/visitor/conversations", "/api/v1/conversations/{id}/acceptTransfer"]
  ) assert.ok(document.paths[path]?.post, path);
  assert.match((await get("/api/docs")).text, /acceptTransfer/);
});

Deno.test("attack - only operators read metrics and parts, and no flood asks the parts", async () => {
  let asked = 0;
  const gateway = { ...house.gateway, ready: () => Promise.resolve({ probe: String(++asked) }) };
  const app = buildApp(gateway, () => ({}));
  const ask = (path: string, peer: string, headers = {}) =>
    app.fetch(new Request(`http://desk.test${path}`, { headers }), { peer });
  assert.equal((await ask("/metrics", "192.0.2.7")).status, 404);
  assert.equal(
    (await ask("/metrics", "127.0.0.1", { "x-forwarded-for": "192.0.2.7" })).status,
    404,
  );
  assert.equal((await ask("/metrics", "127.0.0.1")).status, 200);
  const outside = await ask("/readyz", "192.0.2.7");
  assert.deepEqual([outside.status, await outside.json()], [503, { ok: false }]);
  for (let at = 0; at < 50; at++) await (await ask("/readyz", "192.0.2.7")).body?.cancel();
  assert.ok(asked <= 3, `${asked} times`);
});

Deno.test("health - a stopped company is named to operators, and the others are served", async () => {
  const app = buildApp({ ...house.gateway, stopped: () => ["acme"] }, () => ({}));
  const ask = async (peer: string) => {
    const answer = await app.fetch(new Request("http://desk.test/readyz"), { peer });
    return { status: answer.status, ...await answer.json() };
  };
  assert.deepEqual(await ask("192.0.2.7"), { status: 200, ok: true, degraded: true });
  const { status, ok, parts } = await ask("127.0.0.1");
  assert.deepEqual([status, ok, parts.engine, parts["workspace acme"]], [
    200,
    true,
    { ok: true },
    { ok: false, says: "it is stopped" },
  ]);
});

Deno.test("port - one that is taken is said in a sentence", async () => {
  const { port } = new URL(running.addresses.desk);
  const settings = { ...house.gateway.settings, port: Number(port) };
  await assert.rejects(
    startGateway({ ...house.gateway, name: "second", settings }),
    new RegExp(`Port ${port} on 127.0.0.1 is in use`),
  );
});

/** Bytes as a browser or an attacker would put them on the wire. */
async function raw(bytes: string | Uint8Array, enough: (text: string) => boolean): Promise<string> {
  const { hostname, port } = new URL(running.addresses.desk);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  await connection.write(typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes);
  let text = "";
  const buffer = new Uint8Array(4096);
  while (!enough(text)) {
    const read = await connection.read(buffer).catch(() => null);
    if (read === null) break;
    text += new TextDecoder().decode(buffer.subarray(0, read));
  }
  connection.close();
  return text;
}

const upgrade = (headers: string, path = "/api/v1/visitor/socket") =>
  raw(
    `GET ${path} HTTP/1.1\r\nHost: desk.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${headers}\r\n`,
    (text) => text.includes("\r\n"),
  );

Deno.test("attack 12 - an upgrade from a foreign, missing or null origin is 403", async () => {
  for (const origin of ["", "Origin: null\r\n", "Origin: http://evil.test\r\n"]) {
    assert.match(await upgrade(origin), /^HTTP\/1\.1 403/, origin);
  }
  assert.match(await upgrade("Origin: http://desk.test\r\n"), /^HTTP\/1\.1 101/);
  const withToken = await upgrade(
    "Origin: http://desk.test\r\n",
    "/api/v1/visitor/socket?ticket=a",
  );
  assert.match(withToken, /^HTTP\/1\.1 401/);
  const noCookie = await upgrade("Origin: http://desk.test\r\n", "/api/v1/agent/socket");
  assert.match(noCookie, /^HTTP\/1\.1 401/);
});

Deno.test("attack 34 - both length headers are refused, a chunked flood is cut", async () => {
  const head =
    "POST /api/v1/session HTTP/1.1\r\nHost: desk.test\r\nContent-Type: application/json\r\n";
  const both = await raw(
    `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    (text) => text.includes("\r\n"),
  );
  assert.match(both, /^HTTP\/1\.1 4\d\d/);
  const chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
  const flood = await raw(
    `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}`,
    (text) => text.includes("\r\n"),
  );
  assert.match(flood, /^HTTP\/1\.1 413/);
});

const HeaderSocket = WebSocket as unknown as new (
  address: string,
  options: { headers: Record<string, string> },
) => WebSocket;

function dial(): WebSocket {
  const { host } = new URL(running.addresses.desk);
  const headers = { origin: running.addresses.desk };
  return new HeaderSocket(`ws://${host}/api/v1/visitor/socket`, { headers });
}

Deno.test("socket - a ticket over HTTP, then frames; a frame too big closes with 1009", async () => {
  const post = async <T>(path: string, body: unknown, token?: string) => {
    const response = await fetch(running.addresses.desk + path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    return await response.json() as T;
  };
  const { token } = await post<{ token: string }>("/api/v1/visitor/sessions", {
    route: "qishan-web",
    language: "zh",
  });
  const { ticket } = await post<{ ticket: string }>("/api/v1/visitor/tickets", {}, token);
  const socket = dial();
  const frames: string[] = [];
  let code = 0;
  socket.onmessage = (event) => frames.push(JSON.parse(event.data).type);
  socket.onclose = (event) => code = event.code;
  await new Promise((resolve) => socket.onopen = resolve);
  socket.send(JSON.stringify({ type: "authenticate", ticket }));
  await until(() => frames.includes("ready"));
  assert.equal(running.gauges().sockets_visitors, 1);
  socket.send("x".repeat(LIMITS.frameBytesMax + 1));
  await until(() => code === 1009);
  await until(() => running.gauges().sockets_visitors === 0);
});
