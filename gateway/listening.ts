/**
 * A port that stays open. Accepting fails when the process has no file descriptor left, which any
 * stranger can bring about by opening connections; then the port is opened again, instead of an
 * unhandled rejection ending the process and everybody's conversations with it.
 */
export interface Door {
  hostname: string;
  port: number;
  /** Requests under way finish; sockets whose other side is silent are not waited for for ever. */
  shut(): Promise<void>;
}

export type Handle = (request: Request, peer: string) => Response | Promise<Response>;

const STOP_WITHIN_MS = 3_000;
const REOPEN_AFTER_MS = 250;

/**
 * Throws when the port is taken; `onLost` is told of every time that accepting failed. A `shared`
 * port is opened by several processes, and the system hands each new connection to one of them.
 */
export function listen(
  hostname: string,
  port: number,
  handle: Handle,
  onLost: (error: unknown) => void,
  shared = false,
): Door {
  let server = serveOn(hostname, port, handle, shared);
  const { addr } = server;
  let shutting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const watch = () =>
    server.finished.catch((error) => {
      if (shutting) return;
      onLost(error);
      reopenLater();
    });
  const reopenLater = () => void (timer = setTimeout(reopen, REOPEN_AFTER_MS));
  function reopen(): void {
    try {
      server = serveOn(hostname, addr.port, handle, shared);
      watch();
    } catch (error) {
      onLost(error);
      reopenLater();
    }
  }
  watch();

  return {
    hostname: addr.hostname,
    port: addr.port,
    async shut() {
      shutting = true;
      clearTimeout(timer);
      let late: ReturnType<typeof setTimeout> | undefined;
      const waited = new Promise<void>((resolve) => late = setTimeout(resolve, STOP_WITHIN_MS));
      await Promise.race([server.shutdown().catch(() => {}), waited]);
      clearTimeout(late);
    },
  };
}

function serveOn(
  hostname: string,
  port: number,
  handle: Handle,
  reusePort: boolean,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve(
      { hostname, port, reusePort, onListen() {} },
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
