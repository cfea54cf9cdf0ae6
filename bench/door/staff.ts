/** The gateway's side of a bench at the NATS door: companies opened, agents online, who answers. */
import type { Bus } from "../../engine/contract/ports/bus.ts";
import type {
  Command,
  CommandBodies,
  CommandType,
  Reply,
} from "../../engine/contract/wire/commands.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import type { DoorCompany } from "../companies/door.ts";

export function say<T extends CommandType>(
  bus: Bus,
  { workspace, by }: { workspace: string; by: By },
  type: T,
  body: CommandBodies[T],
): Promise<Reply> {
  const id = crypto.randomUUID();
  return bus.command({ type, id, level: LEVEL, workspace, by, ...body } as unknown as Command);
}

class CompanyRefused extends Error {
  override name = "CompanyRefused";
}

const done = async (reply: Promise<Reply>, what: string): Promise<void> => {
  const got = await reply;
  if (!got.ok) throw new CompanyRefused(`${what}: ${JSON.stringify(got.error)}`);
};

/** Agents who are put on the roster at once. */
const AT_ONCE = 200;

/** The company's configuration alone: whoever comes waits. */
export async function openCompany(bus: Bus, { workspace, configuration }: DoorCompany) {
  const hash = await bus.putDocument(new TextEncoder().encode(JSON.stringify(configuration)));
  const setup = { workspace, by: "admin:setup" as const };
  await done(say(bus, setup, "config.publish", { hash }), workspace);
}

/** Its agents, online. */
export async function employ(
  bus: Bus,
  gateway: string,
  { workspace, agents }: DoorCompany,
): Promise<void> {
  const setup = { workspace, by: "admin:setup" as const };
  for (let from = 0; from < agents.length; from += AT_ONCE) {
    await Promise.all(
      agents.slice(from, from + AT_ONCE).map(async ({ agent, record }) => {
        const self = { workspace, by: `agent:${agent}` as const };
        await done(say(bus, setup, "roster.put", { agent, record }), agent);
        const session = { agent, session: `${agent}-session`, gateway };
        await done(say(bus, self, "agent.connect", session), agent);
        await done(say(bus, self, "agent.presence", { agent, presence: "online" }), agent);
      }),
    );
  }
}
