/** The command line of `deno task start`: every wrong word is answered with its name and an example. */
import { dataFolder } from "./data_folder.ts";

export interface StartOptions {
  data: string;
  host: string;
  port: number;
  filesPort: number;
  company?: string;
  visitorsPerMinute: number;
}

export const START_HELP = `deno task start [--data FOLDER] [--port 8787] [--files-port 8788]
                [--company FILE.json] [--visitors 20/min]
Starts the desk in one process. The data folder is TIDEGATE_DATA unless told; --company seeds
another company than the demo at the first start; --visitors lets simulated people talk.`;

const PORT_MAX = 65_535;
const VISITORS_MAX = 600;

/** Wrong options, with the sentence for the person who typed them. */
export class OptionWrong extends Error {
  override name = "OptionWrong";
}

function port(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= PORT_MAX) return value;
  throw new OptionWrong(`${name} takes a port from 0 to ${PORT_MAX}, as in ${name} 8787.`);
}

function perMinute(text: string): number {
  const count = Number(text.match(/^(\d+)\/min$/)?.[1] ?? NaN);
  if (count >= 1 && count <= VISITORS_MAX) return count;
  throw new OptionWrong(`--visitors takes 1 to ${VISITORS_MAX} a minute, as in --visitors 20/min.`);
}

/** Throws OptionWrong. */
export function startOptions(args: string[]): StartOptions {
  const options: StartOptions = {
    data: dataFolder(),
    host: "127.0.0.1",
    port: port("TIDEGATE_PORT", Deno.env.get("TIDEGATE_PORT") ?? "8787"),
    filesPort: 0,
    visitorsPerMinute: 0,
  };
  let named = false;
  for (let i = 0; i < args.length; i += 2) {
    const [name, value] = [args[i], args[i + 1]];
    if (value === undefined) throw new OptionWrong(`${name} needs a value.\n${START_HELP}`);
    if (name === "--data") options.data = value;
    else if (name === "--port") options.port = port(name, value);
    else if (name === "--files-port") [options.filesPort, named] = [port(name, value), true];
    else if (name === "--company") options.company = value;
    else if (name === "--visitors") options.visitorsPerMinute = perMinute(value);
    else throw new OptionWrong(`${name} is not an option.\n${START_HELP}`);
  }
  if (!named && options.port !== 0) options.filesPort = options.port + 1;
  return options;
}
