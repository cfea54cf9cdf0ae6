import { buildApp } from "./app.ts";
import { createGateway, type Gateway } from "./context.ts";
import { filesOrigin } from "./files/origin.ts";
import { randomId } from "./ids.ts";
import { SOCKET_CLOSE } from "../engine/contract/wire/refusals.ts";
import type { GatewayParts, RunningGateway } from "./options.ts";
import { startBeats } from "./sockets/beats.ts";
import { receiveFeed } from "./sockets/feed.ts";
import { closeWire } from "./sockets/session.ts";
import { receiveSignal } from "./sockets/signals.ts";

/** How often the event loop's delay is measured; over 50 ms other clients begin to notice. */
const LOOP_EVERY_MS = 500;
const STOP_WITHIN_MS = 3_000;

/** Opens both doors and starts the beats. Everything it starts, `stop` ends. */
export async function serve(parts: GatewayParts): Promise<RunningGateway> {
  // unique per start: a gateway that comes back is another one, and the earlier one lapses
  const gateway = createGateway({ ...parts, name: `${parts.name}-${randomId().slice(0, 8)}` });
  gateway.hub.bind(gateway);
  const loop = measureLoop(gateway);
  const gauges = () => gaugesOf(gateway, loop.delayMs());
  const app = buildApp(gateway, gauges);
  const files = filesOrigin(gateway);
  const { host, port, filesPort } = parts.settings;
  const filesServer = listen(host, filesPort, (request, peer) => files.fetch(request, { peer }));
  const stopFeed = gateway.bus.onFeed(gateway.name, (message) => receiveFeed(gateway, message));
  const stopSignals = gateway.bus.onSignal(gateway.name, (one) => receiveSignal(gateway, one));
  let server: Door;
  try {
    server = listen(host, port, (request, peer) => app.fetch(request, { peer }));
  } catch (error) {
    await filesServer.shutdown();
    throw error;
  }
  gateway.filesOrigin = parts.settings.filesOrigin ?? addressOf(filesServer);
  const stopBeats = startBeats(gateway);
  return {
    addresses: { desk: parts.settings.origin ?? addressOf(server), files: gateway.filesOrigin },
    gauges,
    async stop() {
      stopBeats();
      loop.stop();
      stopFeed();
      stopSignals();
      for (const session of [...gateway.hub.sessions()]) {
        session.state = "closed";
        closeWire(gateway, session.wire, SOCKET_CLOSE.tryLater, "try_later");
      }
      await Promise.all([shut(server), shut(filesServer)]);
    },
  };
}

type Door = Deno.HttpServer<Deno.NetAddr>;

function listen(
  hostname: string,
  port: number,
  handle: (request: Request, peer: string) => Response | Promise<Response>,
): Door {
  try {
    return Deno.serve(
      { hostname, port, onListen() {} },
      (request, { remoteAddr }) => handle(request, remoteAddr.hostname),
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new Error(
      `Port ${port} on ${hostname} is in use: stop what listens there, or choose another port.`,
      { cause: error },
    );
  }
}

/** Requests under way finish; sockets whose other side is silent are not waited for for ever. */
async function shut(door: Door): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, STOP_WITHIN_MS);
  });
  await Promise.race([door.shutdown(), late]);
  clearTimeout(timer);
}

const addressOf = (door: Door): string => {
  const { hostname, port } = door.addr;
  return `http://${hostname === "0.0.0.0" ? "127.0.0.1" : hostname}:${port}`;
};

/** The largest delay of a timer since it was last asked for. */
function measureLoop(gateway: Gateway) {
  let expected = gateway.clock.monotonic() + LOOP_EVERY_MS;
  let worst = 0;
  const timer = setInterval(() => {
    const now = gateway.clock.monotonic();
    worst = Math.max(worst, now - expected);
    expected = now + LOOP_EVERY_MS;
  }, LOOP_EVERY_MS);
  return {
    stop: () => clearInterval(timer),
    delayMs() {
      const found = worst;
      worst = 0;
      return found;
    },
  };
}

function gaugesOf(gateway: Gateway, loopDelayMs: number): Record<string, number> {
  const { visitors, staff, detached } = gateway.hub.counts();
  return {
    sockets_visitors: visitors,
    sockets_staff: staff,
    sockets_detached: detached,
    budget_keys: gateway.budgets.size(),
    loop_delay_ms: Math.round(loopDelayMs),
    records_lag_ms: gateway.reading.lagMs(),
    degraded: gateway.degraded ? 1 : 0,
    ...gateway.gauges?.(),
  };
}
