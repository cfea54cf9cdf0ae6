/** `deno task raise-level`: the cluster writes this build's level from now on. */
import { createClock } from "../../local/clock.ts";
import { engineOptions } from "../../options.ts";
import { connectNats, openNats } from "../mod.ts";
import { raiseLevel } from "./levels.ts";

const HELP = `deno task raise-level
After a rolling upgrade: lets the cluster write this build's level, when every process that lives
knows it. Until then the upgrade can be taken back; afterwards it cannot.
Needs NATS_URL with the operator's user, and NATS_CA.`;

async function run(): Promise<number> {
  const options = engineOptions((name) => Deno.env.get(name), "operator");
  const nats = await connectNats(options.nats);
  const parts = openNats(nats, createClock());
  try {
    const raised = await raiseLevel(nats, parts.publisher);
    switch (raised.state) {
      case "raised":
        console.log(`The cluster wrote level ${raised.from} and writes ${raised.to} from now on.`);
        return 0;
      case "there":
        console.log(`The cluster writes level ${raised.level} already.`);
        return 0;
      case "refused":
        console.error(
          raised.living === 0
            ? "No process of this cluster has told its level lately: start it first."
            : `Upgrade these first, they would stop: ${raised.behind.join(", ")}`,
        );
        return 1;
    }
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
