/**
 * A Redis of our own on a loopback port. It keeps nothing on the disk: all that lies in it may be
 * lost at any time.
 */
import { type Child, startChild, takesConnections } from "../child.ts";
import { keepChild } from "../kept_child.ts";
import { need } from "../parts.ts";

export interface RedisServer {
  url: string;
  child: Child;
}

/** What is oldest goes first; everything in it ends by itself anyway. */
const configuration = (port: number, password: string) => `
bind 127.0.0.1
port ${port}
requirepass ${password}
save ""
appendonly no
maxmemory 256mb
maxmemory-policy volatile-ttl
`;

/** The password is letters and digits; it goes in by standard input. One that is kept comes back. */
export async function startRedis(
  port: number,
  password: string,
  kept = false,
): Promise<RedisServer> {
  const child = await (kept ? keepChild : startChild)({
    name: "Redis",
    program: await need("redis-server"),
    args: ["-"],
    input: configuration(port, password),
    ready: () => takesConnections(port),
  });
  return { url: `redis://:${password}@127.0.0.1:${port}/0`, child };
}
