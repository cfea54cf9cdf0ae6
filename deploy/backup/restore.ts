/**
 * `deno task restore`: makes a cluster's data folder from a copy. The servers are started alone,
 * take back what is theirs and end; `deno task cluster --data FOLDER` goes on from there.
 */
import { stopAllChildren } from "../child.ts";
import { createDatabase, DATABASE, startServers } from "../cluster/parts.ts";
import { readPlace } from "../cluster/place.ts";
import { clusterPorts } from "../cluster/ports.ts";
import { BACKED_UP } from "./streams.ts";
import { natsTool, postgresTool } from "./tools.ts";

const HELP = `deno task restore --from FOLDER --data FOLDER
Makes a cluster's data folder, which must not exist yet, from a copy that backup made.`;

const isThere = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);

async function restore(from: string, data: string): Promise<void> {
  if (!await isThere(`${from}/complete`)) throw new Error(`${from} holds no whole copy.`);
  if (await isThere(`${data}/secrets.json`)) {
    throw new Error(`${data} holds a cluster already: choose another folder, or remove it.`);
  }
  await Deno.mkdir(data, { recursive: true, mode: 0o711 });
  for (const name of ["settings.json", "secrets.json", "cluster.json"]) {
    await Deno.copyFile(`${from}/${name}`, `${data}/${name}`);
  }
  const { servers, partsPort } = await readPlace(data);
  const secrets = JSON.parse(await Deno.readTextFile(`${data}/secrets.json`));
  const ports = clusterPorts(partsPort);
  const started = await startServers({ data, servers }, ports, secrets, (name) => {
    console.error(`${name} ended`);
  });
  const where = {
    partsPort,
    postgresPort: ports.postgres,
    authorityFile: started.certificates.authority,
    secrets,
  };
  await createDatabase(started.postgres);
  const rights = ["--no-owner", "--no-privileges"]; // the next start of the cluster gives them
  const dump = `${from}/records.dump`;
  await postgresTool(where, "pg_restore", ...rights, `--dbname=${DATABASE}`, dump);
  for (const stream of BACKED_UP) {
    await natsTool(where, "stream", "restore", `${from}/${stream}`, "--no-progress");
  }
}

const value = (name: string): string | undefined => {
  const at = Deno.args.indexOf(name);
  return at < 0 ? undefined : Deno.args[at + 1];
};

if (import.meta.main) {
  const [from, data] = [value("--from"), value("--data")];
  if (!data || !from) {
    console.log(HELP);
    Deno.exit(Deno.args.includes("--help") ? 0 : 2);
  }
  let code = 0;
  try {
    await restore(from, data);
    console.log(`${data} is a cluster again: deno task cluster --data ${data}`);
  } catch (cause) {
    console.error((cause as Error).message);
    code = 1;
  }
  await stopAllChildren();
  Deno.exit(code);
}
