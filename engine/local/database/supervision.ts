import { DatabaseUnavailable } from "../../contract/ports/database.ts";
import { connect, type Connection } from "./connection.ts";
import type { OpenSettings } from "./protocol.ts";

/** After the worker died; doubled each time it dies again at once. */
const RESTART_MS_LEAST = 500;
const RESTART_MS_MOST = 30_000;

/** The worker, whichever is alive now. */
export interface Supervised {
  ask: Connection["ask"];
  stop(): Promise<void>;
}

/**
 * Starts the worker and starts it again when it dies. Rejects when the first one cannot open its
 * folder; later ones are tried until they can, and in between every request is refused.
 */
export async function supervise(
  settings: OpenSettings,
  report: (sentence: string) => void,
): Promise<Supervised> {
  const life = { stopped: false, restartMs: RESTART_MS_LEAST };
  let restart: ReturnType<typeof setTimeout> | undefined;
  let connection: Connection | undefined;

  async function start(): Promise<void> {
    const fresh = connect({ report, lost: (why) => lost(fresh, why) });
    try {
      await fresh.ask({ type: "open", settings }, Infinity);
    } catch (error) {
      fresh.terminate();
      throw error;
    }
    connection = fresh;
    life.restartMs = RESTART_MS_LEAST;
  }

  function lost(which: Connection, why: string): void {
    if (life.stopped || which !== connection) return;
    connection = undefined;
    report(`The records stopped (${why}) and are started again.`);
    startLater();
  }

  function startLater(): void {
    restart = setTimeout(async () => {
      try {
        await start();
      } catch (error) {
        report(`The records do not start: ${(error as Error).message}`);
        if (!life.stopped) startLater();
      }
    }, life.restartMs);
    life.restartMs = Math.min(life.restartMs * 2, RESTART_MS_MOST);
  }

  await start();
  return {
    ask: (request, withinMs) =>
      connection?.ask(request, withinMs) ??
        Promise.reject(new DatabaseUnavailable("the records are being started")),
    async stop() {
      life.stopped = true;
      clearTimeout(restart);
      await connection?.ask({ type: "stop" }, Infinity);
      connection?.terminate();
    },
  };
}
