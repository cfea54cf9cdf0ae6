import type { NatsConnection } from "@nats-io/transport-node";
import { createClock } from "../local/clock.ts";
import { engineOptions } from "../options.ts";
import { connectNats, openNats } from "./mod.ts";

/** Does its work with the operator's user and resolves to its exit code. */
export type OperatorWork = (
  nats: NatsConnection,
  parts: ReturnType<typeof openNats>,
) => Promise<number>;

/** Words that cannot be understood: told with the help, before anything is connected. */
export class Misused extends Error {
  override name = "Misused";
}

/** A task of an operator on NATS, from its words to its exit code. */
export async function runOperatorTask(
  help: string,
  prepare: (words: string[]) => OperatorWork,
): Promise<void> {
  if (Deno.args.includes("--help")) return console.log(help);
  Deno.exit(
    await run(prepare).catch((cause) => {
      console.error((cause as Error).message);
      if (!(cause instanceof Misused)) return 1;
      console.error(help);
      return 2;
    }),
  );
}

async function run(prepare: (words: string[]) => OperatorWork): Promise<number> {
  const work = prepare(Deno.args);
  const options = engineOptions((name) => Deno.env.get(name), "operator");
  const nats = await connectNats(options.nats);
  const parts = openNats(nats, createClock());
  try {
    return await work(nats, parts);
  } finally {
    parts.close();
    await nats.close();
  }
}
