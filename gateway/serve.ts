import { buildApp } from "./app.ts";
import { createGateway, type Gateway } from "./context.ts";
import { filesOrigin } from "./files/origin.ts";
import { randomId } from "./ids.ts";
import type { FeedMessage } from "../engine/contract/wire/feed.ts";
import { SOCKET_CLOSE } from "../engine/contract/wire/refusals.ts";
import { type Door, type Handle, listen } from "./listening.ts";
import { errorFields } from "./log.ts";
import type { GatewayParts, RunningGateway } from "./options.ts";
import { startBeats } from "./sockets/beats.ts";
import { runBots } from "./bots/runner.ts";
import { receiveFeed } from "./sockets/feed.ts";
import { noteMissed } from "./sockets/missed.ts";
import { closeWire } from "./sockets/session.ts";
import { receiveSignal } from "./sockets/signals.ts";

/** How often the event loop's delay is measured; over 50 ms other clients begin to notice. */
const LOOP_EVERY_MS = 500;

/** Opens both doors and starts the beats. Everything it starts, `stop` ends. */
export async function serve(parts: GatewayParts): Promise<RunningGateway> {
  // unique per start: a gateway that comes back is another one, and the earlier one lapses
  const gateway = createGateway({ ...parts, name: `${parts.name}-${randomId().slice(0, 8)}` });
  gateway.hub.bind(gateway);
  const loop = measureLoop(gateway);
  const gauges = () => gaugesOf(gateway, loop.delayMs());
  const app = buildApp(gateway, gauges);
  const files = filesOrigin(gateway);
  const { host, port, filesPort, sharedPorts, ownPort } = parts.settings;
  const lost = (error: unknown) =>
    gateway.onLog({ level: "error", event: "port.lost", ...errorFields(error) });
  const filesServer = listen(
    host,
    filesPort,
    (request, peer) => files.fetch(request, { peer }),
    lost,
    sharedPorts,
  );
  const receive = (message: FeedMessage) => {
    receiveFeed(gateway, message);
    runBots(gateway, message);
  };
  const stopFeed = gateway.bus.onFeed(gateway.name, receive, () => noteMissed(gateway));
  const stopSignals = gateway.bus.onSignal(gateway.name, (one) => receiveSignal(gateway, one));
  const handle: Handle = (request, peer) => app.fetch(request, { peer });
  let server: Door;
  let own: Door | undefined;
  try {
    server = listen(host, port, handle, lost, sharedPorts);
    own = ownPort === undefined ? undefined : listen(host, ownPort, handle, lost);
  } catch (error) {
    await filesServer.shut();
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
        gateway.hub.leaveAll(session);
        closeWire(gateway, session.wire, SOCKET_CLOSE.tryLater, "try_later");
      }
      await Promise.all([server.shut(), filesServer.shut(), own?.shut()]);
    },
  };
}

const addressOf = ({ hostname, port }: Door): string =>
  `http://${hostname === "0.0.0.0" ? "127.0.0.1" : hostname}:${port}`;

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
    sockets_open: gateway.wires.open(),
    sockets_nameless: gateway.wires.nameless(),
    budget_keys: gateway.budgets.size(),
    loop_delay_ms: Math.round(loopDelayMs),
    records_lag_ms: gateway.reading.lagMs(),
    degraded: gateway.degraded ? 1 : 0,
    ...gateway.gauges?.(),
  };
}
