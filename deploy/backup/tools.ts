/** What backup and restore run: the servers' own tools, with passwords by the environment. */
import type { Secrets } from "../secrets.ts";
import { need } from "../parts.ts";

class ToolFailed extends Error {
  override name = "ToolFailed";
}

async function run(program: string, args: string[], env: Record<string, string>): Promise<void> {
  const out = await new Deno.Command(program, { args, env, stdout: "piped", stderr: "piped" })
    .output();
  if (out.success) return;
  const said = new TextDecoder().decode(out.stderr) + new TextDecoder().decode(out.stdout);
  throw new ToolFailed(`${program.split("/").at(-1)} failed: ${said.trim().slice(-500)}`);
}

export interface Where {
  partsPort: number;
  postgresPort: number;
  authorityFile: string;
  secrets: Secrets;
}

/** The stock nats tool, as the operator. */
export const natsTool = async (where: Where, ...args: string[]): Promise<void> =>
  run(await need("nats"), args, {
    NATS_URL: `tls://127.0.0.1:${where.partsPort}`,
    NATS_USER: "operator",
    NATS_PASSWORD: where.secrets.nats.operator,
    NATS_CA: where.authorityFile,
    NATS_TIMEOUT: "30s",
  });

/** `pg_dump` or `pg_restore`, as the database's owner. */
export async function postgresTool(where: Where, tool: string, ...args: string[]): Promise<void> {
  const server = await Deno.realPath(await need("postgres"));
  await run(`${server.slice(0, server.lastIndexOf("/"))}/${tool}`, args, {
    PGHOST: "127.0.0.1",
    PGPORT: String(where.postgresPort),
    PGUSER: "owner",
    PGPASSWORD: where.secrets.postgres.owner,
  });
}
