import { type PostgresServer, startPostgres } from "../../deploy/postgres/server.ts";

/** A port nobody listens on at this moment. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}

/** A PostgreSQL of this test's own, which may be stopped and started again in the same folder. */
export interface ThrowAway {
  server(): PostgresServer;
  url(database?: string): string;
  restart(): Promise<void>;
  end(): Promise<void>;
}

export async function throwAwayPostgres(): Promise<ThrowAway> {
  const folder = await Deno.makeTempDir({ prefix: "tidegate-postgres-" });
  const settings = { folder, port: freePort(), password: "throw-away" };
  let server = await startPostgres(settings);
  return {
    server: () => server,
    url: (database) => server.url(database),
    async restart() {
      await server.child.stop();
      server = await startPostgres(settings);
    },
    async end() {
      await server.child.stop();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
