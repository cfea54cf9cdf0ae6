/** `deno task raise-level`: the cluster writes this build's level from now on. */
import { type OperatorWork, runOperatorTask } from "../operator_task.ts";
import { raiseLevel } from "./levels.ts";

const HELP = `deno task raise-level
After a rolling upgrade: lets the cluster write this build's level, when every process that lives
knows it. Until then the upgrade can be taken back; afterwards it cannot.
Needs NATS_URL with the operator's user, and NATS_CA.`;

const work: OperatorWork = async (nats, { publisher }) => {
  const raised = await raiseLevel(nats, publisher);
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
};

if (import.meta.main) await runOperatorTask(HELP, () => work);
