import type { NatsConnection } from "@nats-io/transport-node";

/**
 * `/healthz` (the process lives), `/readyz` (it reaches NATS and does its work; says what does
 * not, and which company is stopped while the others go on), `/metrics` (Prometheus), `/figures` (the same and more as JSON). On loopback; nothing of
 * people is in it.
 */
export interface Health {
  /** Sentences of what is not as it should be; none when ready. */
  wrong(): string[];
  /** Sentences of what is stopped while the rest goes on: told, and ready all the same. */
  degraded?(): string[];
  metrics(): Record<string, number>;
  figures(): unknown;
}

/** Nothing answered within it: NATS is away. */
const NATS_WITHIN_MS = 1_000;

export function serveHealth(
  port: number,
  nats: NatsConnection,
  health: Health,
): Deno.HttpServer | undefined {
  if (port === 0) return undefined;
  return Deno.serve({ port, hostname: "127.0.0.1", onListen() {} }, async (request) => {
    switch (new URL(request.url).pathname) {
      case "/healthz":
        return new Response("lives\n");
      case "/readyz":
        return await ready(nats, health);
      case "/metrics":
        return new Response(text(health.metrics()));
      case "/figures":
        return Response.json(health.figures());
      default:
        return new Response("not found\n", { status: 404 });
    }
  });
}

const text = (metrics: Record<string, number>): string =>
  Object.entries(metrics).map(([name, value]) => `tidegate_${name} ${value}\n`).join("");

async function ready(nats: NatsConnection, health: Health): Promise<Response> {
  const wrong = health.wrong();
  let giveUp: ReturnType<typeof setTimeout> | undefined;
  const silent = new Promise<boolean>((resolve) => {
    giveUp = setTimeout(() => resolve(false), NATS_WITHIN_MS);
  });
  const reached = await Promise.race([nats.flush().then(() => true, () => false), silent]);
  clearTimeout(giveUp);
  if (!reached) wrong.push("NATS does not answer");
  const ready = wrong.length === 0;
  const says = [...ready ? ["ready"] : wrong, ...health.degraded?.() ?? []];
  return new Response(`${says.join("\n")}\n`, { status: ready ? 200 : 503 });
}
