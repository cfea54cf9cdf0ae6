/** The relay: committed events for integrators. One is enough; a second one does no harm. */
import { createClock } from "../../local/clock.ts";
import { joinCluster } from "../levels/levels.ts";
import { openNats } from "../mod.ts";
import { type OperatorWork, runOperatorTask } from "../operator_task.ts";
import { runProcess } from "../process.ts";
import { startRelay } from "./relay.ts";
import { retireRelay } from "./retire.ts";

const HELP = `deno run -A engine/nats/relay/main.ts [--since SEQUENCE]
       deno run -A engine/nats/relay/main.ts --retire
Derives TG_EVENTS from the journal and goes on where the stream ends; --since begins at a sequence
of the journal (what the stream still remembers is not doubled). Settings as for engine/main.ts.
--retire says, with the operator's user, that no relay is to run any more: erasures no longer wait
for one. Events that were not said stay unsaid; one that is started later goes on at the journal's
end, and writes the dead letters of the time between.`;

const retire: OperatorWork = async (nats, { publisher }) => {
  const retired = await retireRelay(nats, publisher);
  if (retired.state === "retired") {
    console.log("The relay is retired: erasures no longer wait for it, and the inbox is kept.");
    return 0;
  }
  console.error(`A relay runs, stop it first: ${retired.living.join(", ")}`);
  return 1;
};

function since(): number | undefined {
  const at = Deno.args.indexOf("--since");
  if (at < 0) return undefined;
  const sequence = Number(Deno.args[at + 1]);
  if (Number.isInteger(sequence) && sequence >= 0) return sequence;
  throw new Error(`--since takes a sequence of the journal, as in --since 1200.`);
}

if (import.meta.main && Deno.args.includes("--retire")) await runOperatorTask(HELP, () => retire);
else if (import.meta.main) {
  await runProcess("relay", HELP, async (nats, options) => {
    const parts = openNats(nats, createClock());
    const joined = await joinCluster(nats, parts.publisher, "relay", options.name);
    const relay = await startRelay(nats, parts, since());
    return {
      health: {
        wrong: () => relay.wrong(),
        figures: () => relay.progress(),
        metrics: () => ({
          relayed_sequence: relay.progress().sequence,
          relayed_events_total: relay.progress().events,
        }),
      },
      async stop() {
        await relay.stop();
        await joined.leave();
        parts.close();
      },
    };
  });
}
