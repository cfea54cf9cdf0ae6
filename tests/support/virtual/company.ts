import { DEMO_CONFIGURATION } from "../../../deploy/demo/configuration.ts";
import type { Bus } from "../../../engine/contract/ports/bus.ts";
import type {
  Command,
  CommandBodies,
  CommandType,
} from "../../../engine/contract/wire/commands.ts";
import type { Configuration } from "../../../engine/contract/wire/configuration.ts";
import type { By } from "../../../engine/contract/wire/ids.ts";
import { LEVEL } from "../../../engine/contract/wire/level.ts";
import type { AgentRecord } from "../../../engine/contract/wire/roster.ts";

/** The demo workspace; its partition by hash is 22. */
export const WORKSPACE = "demo";
export const PARTITION = 22;
export const GATEWAY = "gw1";

/** A command with its envelope. */
export const command = <T extends CommandType>(
  type: T,
  id: string,
  by: By,
  body: CommandBodies[T],
): Command => ({ type, id, level: LEVEL, workspace: WORKSPACE, by, ...body }) as unknown as Command;

export const opening = (
  conversation: string,
  more: Partial<CommandBodies["conversation.open"]> = {},
) =>
  command("conversation.open", `open-${conversation}`, `visitor:v-${conversation}`, {
    conversation,
    visitor: `v-${conversation}`,
    key: `k-${conversation}`,
    channel: "web",
    route: "qishan-web",
    ...more,
  });

export const saying = (conversation: string, number: number | string, by?: By) =>
  command(
    "conversation.message",
    `say-${conversation}-${number}`,
    by ?? `visitor:v-${conversation}`,
    {
      conversation,
      message: `m-${conversation}-${number}`,
      body: "text",
      sealed: "k.AAAA",
      visibility: "all",
    },
  );

export const closing = (conversation: string, by: By) =>
  command("conversation.close", `close-${conversation}`, by, { conversation, topic: "other" });

export const agentRecord = (chats: number, groups: string[]): AgentRecord => ({
  name: "林晓岚",
  capacityUnits: chats * 20,
  windowCap: chats * 5,
  memberships: groups.map((group) => ({ group, weight: 10 })),
  channels: ["web", "api"],
});

/** Publishes a configuration and puts agents to work: the commands to send, one after the other. */
export async function employ(
  bus: Bus,
  agents: Record<string, AgentRecord>,
  configuration: Configuration = DEMO_CONFIGURATION,
): Promise<Command[]> {
  const bytes = new TextEncoder().encode(JSON.stringify(configuration));
  const hash = await bus.putDocument(bytes);
  const admin: By = "admin:admin";
  const commands = [command("config.publish", `publish-${hash}`, admin, { hash })];
  for (const [agent, record] of Object.entries(agents)) {
    const by: By = `agent:${agent}`;
    commands.push(
      command("roster.put", `roster-${agent}`, admin, { agent, record }),
      command("agent.connect", `connect-${agent}`, by, {
        agent,
        session: `s-${agent}`,
        gateway: GATEWAY,
      }),
      command("agent.presence", `online-${agent}`, by, { agent, presence: "online" }),
    );
  }
  return commands;
}
