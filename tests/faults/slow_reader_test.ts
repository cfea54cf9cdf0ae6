/**
 * A browser that stops reading while others talk to it: what it does not take is not kept, its
 * session is detached, later given up, and nobody else notices.
 */
import assert from "node:assert/strict";
import { LIMITS } from "../../gateway/limits/limits.ts";
import { startGateway } from "../../gateway/mod.ts";
import { openHouse, until } from "../../gateway/testing/house.ts";
import { ask, atWork, opened, visitor } from "../../gateway/testing/people.ts";
import { frame, handshake } from "../attacks/raw_socket.ts";
import { tell } from "./told.ts";

const MIB = 1024 * 1024;
/** 4,000 Chinese letters: 12 KB in UTF-8. */
const LONG = "潮".repeat(4_000);
/** Far more than the system's own buffers hold for one connection on loopback. */
const MESSAGES_MAX = 2_000;
const GROWN_BYTES_MAX = 192 * MIB;

/** Authenticated, and never reading again. */
async function deaf(desk: string, ticket: string): Promise<Deno.Conn> {
  const { hostname, port } = new URL(desk);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  const path = "/api/v1/visitor/socket";
  const headers = ["Host: desk.test", "Origin: http://desk.test"];
  await connection.write(new TextEncoder().encode(handshake(path, headers)));
  await connection.read(new Uint8Array(4_096));
  const first = JSON.stringify({ type: "authenticate", ticket });
  await connection.write(frame(new TextEncoder().encode(first)));
  return connection;
}

Deno.test("faults - a browser that stops reading is detached and given up, others are served", async () => {
  const house = await openHouse();
  // its clock is the house's, so that budgets and the giving up need no waiting
  const running = await startGateway({ ...house.gateway, name: "slow" });
  const lin = await atWork(house, "lin");
  try {
    const anna = await visitor(house);
    const { conversation } = await opened(house, anna);
    const path = "/api/v1/visitor/tickets";
    const { body } = await ask<{ ticket: string }>(house, anna, "POST", path);
    const connection = await deaf(running.addresses.desk, body.ticket);
    await until(() => running.gauges().sockets_visitors === 1, "the deaf one is in");
    const before = Deno.memoryUsage().rss;
    let sent = 0;
    while (running.gauges().sockets_detached === 0 && sent < MESSAGES_MAX) {
      house.pass(1_000);
      const to = `/api/v1/conversations/${conversation}/messages`;
      const said = { body: { kind: "text", text: LONG } };
      assert.equal((await ask(house, lin.who, "POST", to, said)).status, 201);
      sent++;
    }
    const bytes = sent * LONG.length * 3;
    assert.equal(running.gauges().sockets_detached, 1, `${sent} messages`);
    const grown = Deno.memoryUsage().rss - before;
    assert.ok(grown < GROWN_BYTES_MAX, `${Math.round(grown / MIB)} MiB`);
    const begun = performance.now();
    await opened(house, await visitor(house), "and me?");
    const servedMs = Math.round(performance.now() - begun);
    const asked = performance.now();
    house.pass(LIMITS.detachedMs + 1_000);
    await until(() => running.gauges().sockets_visitors === 0, "given up");
    const gaveUpMs = Math.round(performance.now() - asked);
    tell({
      injected: "a reader that stops",
      seen: `detached after ${sent} messages (${(bytes / MIB).toFixed(1)} MiB), ` +
        `${Math.round(grown / MIB)} MiB more; another served in ${servedMs} ms; ` +
        `given up ${gaveUpMs} ms after its time`,
      recoveryMs: servedMs,
      judged: { P11: 1 },
    });
    connection.close();
  } finally {
    lin.line.hangUp();
    await running.stop();
    await house.close();
  }
});
