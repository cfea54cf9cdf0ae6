import type { Bus } from "../../contract/ports/bus.ts";
import type { Command, CommandBodies, CommandType } from "../../contract/wire/commands.ts";
import type { Configuration } from "../../contract/wire/configuration.ts";
import { type By, partitionOf } from "../../contract/wire/ids.ts";
import { LEVEL } from "../../contract/wire/level.ts";
import { load, type Measured, PARTITIONS } from "./load.ts";

/** Real commands as a gateway speaks them: lives of conversations with sealed bodies. */
const MESSAGES = 8;
/** A short sentence, sealed: nonce, text and tag in base64url after the key's name. */
const SEALED = `k.${"A".repeat(120)}`;

/** One company on each of so many partitions. */
export function companiesOn(partitions: number): string[] {
  const found = new Map<number, string>();
  for (let n = 0; found.size < partitions; n++) {
    const workspace = `bench-${n}`;
    if (!found.has(partitionOf(workspace))) found.set(partitionOf(workspace), workspace);
  }
  return [...found.values()];
}

export const WORKSPACES = companiesOn(PARTITIONS);

const command = <T extends CommandType>(
  workspace: string,
  type: T,
  id: string,
  by: By,
  body: CommandBodies[T],
): Command => ({ type, id, level: LEVEL, workspace, by, ...body }) as unknown as Command;

/** Publishes a company with one group; whoever comes waits in its line. */
export async function prepare(
  bus: Bus,
  configuration: Configuration,
  workspaces = WORKSPACES,
): Promise<void> {
  const hash = await bus.putDocument(new TextEncoder().encode(JSON.stringify(configuration)));
  for (const workspace of workspaces) {
    const publish = command(workspace, "config.publish", `publish-${hash}`, "admin:a", { hash });
    const reply = await bus.command(publish);
    if (!reply.ok) throw new Error(`${workspace}: ${reply.error.code}`);
  }
}

/** Each caller lives one conversation after the other: opened, eight messages, closed. */
export const loadReal = (
  bus: Bus,
  run: string,
  seconds: number,
  outstanding: number,
  workspaces = WORKSPACES,
): Promise<Measured> =>
  load(seconds, outstanding, (caller, n) => {
    const workspace = workspaces[caller % workspaces.length];
    return live(bus, workspace, `${run}-${caller}`, n);
  });

/** Step number n of one who lives one conversation after the other; false when it was refused. */
export async function live(bus: Bus, workspace: string, who: string, n: number): Promise<boolean> {
  const life = Math.floor(n / (MESSAGES + 2));
  const conversation = `${who}-${life}`;
  const by: By = `visitor:v${conversation}`;
  const step = n % (MESSAGES + 2);
  const id = `${conversation}-${step}`;
  const reply = await bus.command(
    step === 0
      ? command(workspace, "conversation.open", id, by, {
        conversation,
        visitor: `v${conversation}`,
        key: "k",
        channel: "web",
        route: "front",
      })
      : step <= MESSAGES
      ? command(workspace, "conversation.message", id, by, {
        conversation,
        message: `m-${id}`,
        body: "text",
        sealed: SEALED,
        visibility: "all",
      })
      : command(workspace, "conversation.close", id, by, { conversation }),
  );
  return reply.ok;
}
