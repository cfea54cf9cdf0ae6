/**
 * Sends commands to whichever process lives, again with the same id until an answer comes or the
 * client gives up, and keeps the history that the promises judge.
 */
import type {
  Command,
  CommandBodies,
  CommandType,
  Reply,
} from "../../engine/contract/wire/commands.ts";
import type { Bus } from "../../engine/contract/ports/bus.ts";
import type { By } from "../../engine/contract/wire/ids.ts";
import { LEVEL } from "../../engine/contract/wire/level.ts";
import type { HistoryRecord } from "../../engine/promises/history.ts";
import type { Simulation } from "../support/virtual/simulation.ts";
import { WORKSPACE } from "./company.ts";

export interface Client {
  history: HistoryRecord[];
  /** Commands without an answer yet. */
  open: number;
  send<T extends CommandType>(
    by: By,
    type: T,
    body: CommandBodies[T],
    then?: (reply: Reply) => void,
  ): void;
}

const RETRY_MS = 1_000;
/** Clients retry for at most 60 s (the idempotency ring remembers two minutes). */
const TRIES_MAX = 50;
const HEALED = ["busy", "unavailable", "rate_limited"];

interface Pending {
  command: Command;
  reply: (reply: Reply) => void;
  settled: boolean;
  tries: number;
}

export function createClient(
  simulation: Simulation,
  bus: () => Pick<Bus, "command"> | undefined,
  workspace = WORKSPACE,
): Client {
  const owner = {};
  const history: HistoryRecord[] = [];
  let sent = 0;
  const client: Client = { history, open: 0, send };

  function settle(pending: Pending, reply: Reply | undefined): void {
    if (pending.settled) return;
    pending.settled = true;
    client.open--;
    if (reply === undefined) return;
    const { command } = pending;
    const base = {
      at: simulation.wall(),
      client: command.by,
      id: command.id,
      command: command.type,
    };
    if (reply.ok) {
      const { conversation, message } = reply.result;
      history.push({ ...base, kind: "acknowledged", seq: reply.seq, conversation, message });
      if (reply.repeated) simulation.mark("duplicate command after reconnect");
    } else history.push({ ...base, kind: "refused", code: reply.error.code });
    pending.reply(reply);
  }

  async function attempt(pending: Pending): Promise<void> {
    if (pending.settled) return;
    if (++pending.tries > TRIES_MAX) return settle(pending, undefined);
    simulation.after(RETRY_MS, "client retries", owner, () => void attempt(pending));
    const { command } = pending;
    const at = simulation.wall();
    history.push({ at, kind: "sent", client: command.by, id: command.id, command: command.type });
    const reply = await bus()?.command(command);
    if (reply === undefined || (!reply.ok && HEALED.includes(reply.error.code))) return;
    settle(pending, reply);
  }

  function send<T extends CommandType>(
    by: By,
    type: T,
    body: CommandBodies[T],
    then: (reply: Reply) => void = () => {},
  ): void {
    const id = `c${++sent}`;
    const command = { type, id, level: LEVEL, workspace, by, ...body };
    client.open++;
    void attempt({ command: command as unknown as Command, reply: then, settled: false, tries: 0 });
  }

  return client;
}
