import { goesToVisitor } from "../../contract/wire/delivery.ts";
import { type Refusal, refusal } from "../../contract/wire/refusals.ts";
import type { EngineDoor } from "../../ports/door.ts";

/**
 * A report of delivery names a message, and the core keeps no list of them: the tail knows the
 * newest. What is older than the tail is taken, and the records pass over what never was.
 */
export const deliveryFault = (
  door: EngineDoor,
  workspace: string,
  { conversation, message }: { conversation: string; message: string },
): Promise<Refusal | undefined> =>
  new Promise((resolve) =>
    door.query(workspace, "conversation.tail", { conversation, after: 0 }, (reply) => {
      const told = reply.ok ? goesToVisitor(reply.answer.events, message) : undefined;
      resolve(told === false ? refusal("not_found") : undefined);
    })
  );
