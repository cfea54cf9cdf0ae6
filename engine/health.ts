import type { NatsConnection } from "@nats-io/transport-node";
import type { Member } from "./member.ts";

/**
 * `/healthz` (the process lives), `/readyz` (it reaches NATS, and what it owns decides; says which
 * does not), `/partitions` (what it owns, as JSON). On loopback; nothing of people is in it.
 */
export function serveHealth(
  port: number,
  member: Member,
  nats: NatsConnection,
): Deno.HttpServer | undefined {
  if (port === 0) return undefined;
  return Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    switch (new URL(request.url).pathname) {
      case "/healthz":
        return new Response("lives\n");
      case "/readyz":
        return await ready(member, nats);
      case "/partitions":
        return Response.json({ partitions: member.partitions(), gauges: member.gauges() });
      default:
        return new Response("not found\n", { status: 404 });
    }
  });
}

/** Nothing answered within it: NATS is away. */
const NATS_WITHIN_MS = 1_000;

async function ready(member: Member, nats: NatsConnection): Promise<Response> {
  const wrong = member.partitions().filter(({ state }) => state !== "deciding")
    .map(({ partition, state, reason }) => `partition ${partition} is ${state} ${reason ?? ""}`);
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<boolean>((resolve) => {
    giveUp = setTimeout(() => resolve(false), NATS_WITHIN_MS);
  });
  const reached = await Promise.race([nats.flush().then(() => true, () => false), silent]);
  clearTimeout(giveUp);
  if (!reached) wrong.push("NATS does not answer");
  return new Response(`${wrong.length === 0 ? "ready" : wrong.join("\n")}\n`, {
    status: wrong.length === 0 ? 200 : 503,
  });
}
