/** The command line of `deno task cluster`: every wrong word is answered with its name. */
import { dataFolder } from "../data_folder.ts";

export interface ClusterOptions {
  engines: number;
  gateways: number;
  /** nats-servers: 3 keeps three copies, 1 is quicker to start. */
  servers: number;
  data: string;
  /** Of the desk; files come from the next one, the parts use `partsPort` and above. */
  port: number;
  partsPort: number;
  visitorsPerMinute: number;
}

export const CLUSTER_HELP = `deno task cluster [--engines 3] [--gateways 2] [--servers 3]
                  [--data FOLDER] [--port 8787] [--parts-port 14222] [--visitors 20/min]
Starts the real parts on this machine: three nats-servers that keep three copies and sync every
append, PostgreSQL, Redis, engines, gateways behind one address, projectors, relay. Ctrl-C stops
all that it started. Needs what \`deno task provision\` brings.`;

/** Wrong options, with the sentence for the person who typed them. */
class OptionWrong extends Error {
  override name = "OptionWrong";
}

const BOUNDS: Record<string, [least: number, most: number, example: string]> = {
  "--engines": [1, 16, "3"],
  "--gateways": [1, 16, "2"],
  "--servers": [1, 3, "3"],
  "--port": [1, 65_000, "8787"],
  "--parts-port": [1, 65_000, "14222"],
};

function count(name: string, text: string): number {
  const [least, most, example] = BOUNDS[name];
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new OptionWrong(`${name} takes ${least} to ${most}, as in ${name} ${example}.`);
}

/** PostgreSQL does not run as root, and its own user cannot reach into root's home. */
const defaultFolder = (): string =>
  Deno.env.get("TIDEGATE_DATA") === undefined && Deno.uid() === 0
    ? "/var/lib/tidegate-cluster"
    : `${dataFolder()}-cluster`;

/** Throws OptionWrong. */
export function clusterOptions(args: string[]): ClusterOptions {
  const options: ClusterOptions = {
    engines: 3,
    gateways: 2,
    servers: 3,
    data: defaultFolder(),
    port: 8_787,
    partsPort: 14_222,
    visitorsPerMinute: 0,
  };
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]];
    if (value === undefined) throw new OptionWrong(`${name} needs a value.\n${CLUSTER_HELP}`);
    if (name === "--engines") options.engines = count(name, value);
    else if (name === "--gateways") options.gateways = count(name, value);
    else if (name === "--servers") options.servers = count(name, value) === 1 ? 1 : 3;
    else if (name === "--port") options.port = count(name, value);
    else if (name === "--parts-port") options.partsPort = count(name, value);
    else if (name === "--data") options.data = value;
    else if (name === "--visitors") options.visitorsPerMinute = Number(value.replace("/min", ""));
    else throw new OptionWrong(`${name} is not an option.\n${CLUSTER_HELP}`);
  }
  if (!(options.visitorsPerMinute >= 0)) {
    throw new OptionWrong("--visitors takes a rate, as in --visitors 20/min.");
  }
  return options;
}
