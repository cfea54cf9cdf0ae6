/** `deno task redrive`: refused inbox messages once more. */
import { isToken } from "../../contract/wire/ids.ts";
import { Misused, type OperatorWork, runOperatorTask } from "../operator_task.ts";
import { redrive } from "./redrive.ts";

const HELP = `deno task redrive WORKSPACE [--from SEQUENCE]
Puts refused inbox messages of a workspace into its inbox once more, from a sequence of TG_DEAD on.
Needs NATS_URL with the operator's user.`;

function prepare([workspace, flag, value]: string[]): OperatorWork {
  const from = flag === "--from" ? Number(value) : 1;
  if (!isToken(workspace) || !Number.isInteger(from) || from < 1) {
    throw new Misused("Name a workspace, and a sequence from 1 on.");
  }
  return async (nats, parts) => {
    const { sent, left } = await redrive(nats, parts, workspace, from);
    console.log(`${sent} sent again, ${left} left as they are`);
    return 0;
  };
}

if (import.meta.main) await runOperatorTask(HELP, prepare);
