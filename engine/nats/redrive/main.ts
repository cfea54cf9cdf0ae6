/** `deno task redrive`: refused inbox messages once more. */
import { createClock } from "../../local/clock.ts";
import { engineOptions } from "../../options.ts";
import { isToken } from "../../contract/wire/ids.ts";
import { connectNats, openNats } from "../mod.ts";
import { redrive } from "./redrive.ts";

const HELP = `deno task redrive WORKSPACE [--from SEQUENCE]
Puts refused inbox messages of a workspace into its inbox once more, from a sequence of TG_DEAD on.
Needs NATS_URL with the operator's user.`;

async function run(): Promise<number> {
  const [workspace, flag, value] = Deno.args;
  const from = flag === "--from" ? Number(value) : 1;
  if (!isToken(workspace) || !Number.isInteger(from) || from < 1) {
    console.error(`Name a workspace, and a sequence from 1 on.\n${HELP}`);
    return 2;
  }
  const options = engineOptions((name) => Deno.env.get(name), "operator");
  const nats = await connectNats(options.nats);
  const parts = openNats(nats, createClock());
  try {
    const { sent, left } = await redrive(nats, parts, workspace, from);
    console.log(`${sent} sent again, ${left} left as they are`);
    return 0;
  } finally {
    parts.close();
    await nats.close();
  }
}

if (import.meta.main) {
  if (Deno.args.includes("--help")) console.log(HELP);
  else {
    Deno.exit(
      await run().catch((cause) => {
        console.error((cause as Error).message);
        return 1;
      }),
    );
  }
}
