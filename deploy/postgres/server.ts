/**
 * A PostgreSQL server of our own: a cluster in a folder, on a loopback port and a socket nobody
 * else sees. For `deno task cluster` and for tests; production has a server of its own.
 */
import { resolve } from "node:path";
import { type Child, startChild } from "../child.ts";
import { keepChild } from "../kept_child.ts";
import { need } from "../parts.ts";

/** Every one of them speeds nothing up that a crash could then lose. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "120",
  shared_buffers: "128MB",
  max_wal_size: "1GB",
  // An erased text must not live on in renamed segments of the write-ahead log.
  wal_recycle: "off",
  wal_init_zero: "off",
  log_min_messages: "warning",
};

export interface PostgresServer {
  /** Of the superuser, who makes roles and databases; `postgres://owner:…@127.0.0.1:port/…`. */
  url(database?: string): string;
  child: Child;
}

export interface PostgresServerSettings {
  /** Made when it is not there; the server's files lie in it. */
  folder: string;
  port: number;
  password: string;
  onEnd?: (code: number, words: string) => void;
  /** It is started again when it ends unasked. */
  kept?: boolean;
}

/**
 * PostgreSQL refuses to run as root: then its own user does it, or the one nobody works as. That
 * user may not be able to stand in the folder in which root started us.
 */
async function whoRuns(): Promise<{ uid?: number; gid?: number; cwd?: string }> {
  if (Deno.uid() !== 0) return {};
  const users = (await Deno.readTextFile("/etc/passwd")).split("\n").map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ??
    users.find(([name]) => name === "nobody");
  if (!user) throw new Error("PostgreSQL does not run as root, and there is no user postgres.");
  return { uid: Number(user[2]), gid: Number(user[3]), cwd: "/" };
}

async function initialise(settings: PostgresServerSettings, home: string): Promise<void> {
  const { folder, password } = settings;
  const user = await whoRuns();
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined) await Deno.chown(folder, user.uid, user.gid ?? null);
  const secret = await Deno.makeTempFile({ prefix: "tidegate-pg-" });
  try {
    await Deno.writeTextFile(secret, `${password}\n`);
    if (user.uid !== undefined) await Deno.chown(secret, user.uid, user.gid ?? null);
    const made = await new Deno.Command(`${home}/initdb`, {
      args: [
        ...["-D", folder, "-U", "owner", "-E", "UTF8", "--locale=C", "--data-checksums"],
        ...["--auth=scram-sha-256", `--pwfile=${secret}`],
      ],
      ...user,
      stdout: "null",
      stderr: "piped",
    }).output();
    if (!made.success) {
      throw new Error(`initdb failed: ${new TextDecoder().decode(made.stderr).slice(-500)}`);
    }
  } finally {
    await Deno.remove(secret);
  }
}

const isThere = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);

/** Starts the server, making its cluster at the first start; resolves when it takes connections. */
export async function startPostgres(settings: PostgresServerSettings): Promise<PostgresServer> {
  const { port, password } = settings;
  const folder = resolve(settings.folder);
  const program = await Deno.realPath(await need("postgres"));
  const home = program.slice(0, program.lastIndexOf("/"));
  if (!await isThere(`${folder}/PG_VERSION`)) await initialise({ ...settings, folder }, home);
  const options = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = await (settings.kept ? keepChild : startChild)({
    name: "PostgreSQL",
    program,
    args: ["-D", folder, "-p", String(port), ...options],
    user: await whoRuns(),
    ready: () => answers(home, port),
    onEnd: settings.onEnd,
    // Fast shutdown: sessions are ended, nothing is lost.
    stopSignal: "SIGINT",
  });
  return {
    url: (database = "postgres") =>
      `postgres://owner:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    child,
  };
}

async function answers(home: string, port: number): Promise<boolean> {
  const { success } = await new Deno.Command(`${home}/pg_isready`, {
    args: ["-q", "-h", "127.0.0.1", "-p", String(port)],
    stdout: "null",
    stderr: "null",
  }).output();
  return success;
}
