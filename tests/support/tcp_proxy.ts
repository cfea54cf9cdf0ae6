/** A TCP proxy before one part, that fails on demand: as networks do, not as processes do. */

export type ProxyMode =
  | { mode: "pass" }
  /** Bytes are taken and never delivered; nobody is told, as when a cable is cut. */
  | { mode: "blackHole" }
  | { mode: "delay"; ms: number }
  /** At most so many bytes a second towards the client. */
  | { mode: "throttle"; bytesPerSecond: number };

export interface TcpProxy {
  port: number;
  set(mode: ProxyMode): void;
  /** Ends every open connection without a word. */
  reset(): void;
  open(): number;
  stop(): Promise<void>;
}

const CHUNK_BYTES = 64 * 1024;
const HELD_LOOK_MS = 20;

export function startTcpProxy(targetPort: number, hostname = "127.0.0.1"): TcpProxy {
  const listener = Deno.listen({ hostname, port: 0 });
  let mode: ProxyMode = { mode: "pass" };
  let stopped = false;
  const pairs = new Set<[Deno.Conn, Deno.Conn]>();

  async function through(from: Deno.Conn, to: Deno.Conn, towardsClient: boolean): Promise<void> {
    const buffer = new Uint8Array(CHUNK_BYTES);
    for (;;) {
      const count = await from.read(buffer);
      if (count === null) return;
      // what a black hole has swallowed of a stream cannot be let through later: it waits for good
      while (mode.mode === "blackHole" && !stopped) await pause(HELD_LOOK_MS);
      if (mode.mode === "delay") await pause(mode.ms);
      if (mode.mode === "throttle" && towardsClient) {
        await pause(count / mode.bytesPerSecond * 1_000);
      }
      for (let at = 0; at < count;) at += await to.write(buffer.subarray(at, count));
    }
  }

  async function serve(client: Deno.Conn): Promise<void> {
    const target = await Deno.connect({ hostname, port: targetPort }).catch(() => undefined);
    if (target === undefined) return client.close();
    const pair: [Deno.Conn, Deno.Conn] = [client, target];
    pairs.add(pair);
    const ways = [through(client, target, false), through(target, client, true)];
    await Promise.race(ways.map((way) => way.catch(() => {})));
    end(pair);
    await Promise.allSettled(ways);
  }

  function end(pair: [Deno.Conn, Deno.Conn]): void {
    if (!pairs.delete(pair)) return;
    for (const one of pair) {
      try {
        one.close();
      } catch {
        // its own side was first
      }
    }
  }

  const serving = (async () => {
    const all: Promise<void>[] = [];
    for await (const client of listener) all.push(serve(client));
    await Promise.all(all);
  })();

  return {
    port: (listener.addr as Deno.NetAddr).port,
    set: (next) => void (mode = next),
    reset: () => [...pairs].forEach(end),
    open: () => pairs.size,
    async stop() {
      stopped = true;
      listener.close();
      [...pairs].forEach(end);
      await serving;
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
