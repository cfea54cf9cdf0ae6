/**
 * `deno task backup`: a copy of a running cluster from which it can be made anew. PostgreSQL first,
 * since the projector goes on from wherever the rows stand, then the streams, keys last.
 */
import { DATABASE } from "../cluster/parts.ts";
import { readPlace } from "../cluster/place.ts";
import { clusterPorts } from "../cluster/ports.ts";
import { BACKED_UP } from "./streams.ts";
import { natsTool, postgresTool, type Where } from "./tools.ts";

const HELP = `deno task backup --data FOLDER --to FOLDER
Copies a running cluster: records, journal, files, keys last. The copy holds keys and passwords:
whoever reads it reads everything.`;

async function backup(data: string, to: string): Promise<void> {
  const place = await readPlace(data);
  await Deno.mkdir(to, { recursive: false, mode: 0o700 });
  for (const name of ["settings.json", "secrets.json", "cluster.json"]) {
    await Deno.copyFile(`${data}/${name}`, `${to}/${name}`);
  }
  const where: Where = {
    partsPort: place.partsPort,
    postgresPort: clusterPorts(place.partsPort).postgres,
    authorityFile: `${data}/tls/ca.pem`,
    secrets: JSON.parse(await Deno.readTextFile(`${data}/secrets.json`)),
  };
  await postgresTool(where, "pg_dump", "--format=custom", `--file=${to}/records.dump`, DATABASE);
  for (const stream of BACKED_UP) {
    await natsTool(where, "stream", "backup", stream, `${to}/${stream}`, "--no-progress");
  }
  // Last of all: a copy without it was not finished.
  await Deno.writeTextFile(`${to}/complete`, `${new Date().toISOString()}\n`);
}

const value = (name: string): string | undefined => {
  const at = Deno.args.indexOf(name);
  return at < 0 ? undefined : Deno.args[at + 1];
};

if (import.meta.main) {
  const [data, to] = [value("--data"), value("--to")];
  if (!data || !to) {
    console.log(HELP);
    Deno.exit(Deno.args.includes("--help") ? 0 : 2);
  }
  try {
    await backup(data, to);
    console.log(`The copy in ${to} is whole.`);
  } catch (cause) {
    console.error((cause as Error).message);
    Deno.exit(1);
  }
}
