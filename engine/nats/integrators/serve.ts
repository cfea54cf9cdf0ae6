import { headers, type Msg, type NatsConnection, type Subscription } from "@nats-io/transport-node";
import type { Keys } from "../../contract/ports/keys.ts";
import type { Reply } from "../../contract/wire/commands.ts";
import { type Refusal, refusal, REFUSALS, sentenceOf } from "../../contract/wire/refusals.ts";
import { isToken } from "../../contract/wire/ids.ts";
import type { EngineDoor } from "../../ports/door.ts";
import { mayAnswer } from "../bus/respond.ts";
import { integratorCommands, integratorQueries } from "../subjects.ts";
import { isRefusal, parseCommand, parseQuery } from "./parse.ts";
import { sealCommand } from "./seal.ts";

/**
 * Integrators' commands and queries, for the partitions that this process owns. Who speaks is told
 * by the server, never by the message: an integrator lives in an account of its own, and what it
 * sends through the service import carries that account's name.
 */
export interface IntegratorSide {
  open(partition: number): void;
  close(partition: number): void;
  stats(): { requests: number; errors: number; lastError: string };
  stop(): void;
}

/** Requests being sealed; beyond them callers are told to come again. */
const SEALING_MAX = 10_000;

export function serveIntegrators(
  nats: NatsConnection,
  door: EngineDoor,
  keys: Keys,
): IntegratorSide {
  const open = new Map<number, Subscription[]>();
  const stats = { requests: 0, errors: 0, lastError: "" };
  let sealing = 0;

  function answer(message: Msg, reply: { ok: true } | { ok: false; error: Refusal }): void {
    if (!reply.ok) {
      stats.errors++;
      stats.lastError = reply.error.code;
    }
    respond(message, reply);
  }

  const refuse = (message: Msg, error: Refusal): void => answer(message, { ok: false, error });

  async function command(message: Msg): Promise<void> {
    const parsed = parseCommand(message.subject, message.data);
    if (isRefusal(parsed)) return refuse(message, parsed);
    if (sealing >= SEALING_MAX) return refuse(message, refusal("busy", { retryAfterMs: 1_000 }));
    sealing++;
    const sealed = await sealCommand({ door, keys }, integratorOf(message), parsed)
      .catch(() => refusal("unavailable", { retryAfterMs: 1_000 }))
      .finally(() => sealing--);
    if (isRefusal(sealed)) return refuse(message, sealed);
    door.submit(sealed, (reply: Reply) => answer(message, reply));
  }

  function query(message: Msg): void {
    const parsed = parseQuery(message.subject, message.data);
    if (isRefusal(parsed)) return refuse(message, parsed);
    const { workspace, name, ask } = parsed;
    door.query(workspace, name, ask, (reply) => answer(message, reply));
  }

  const on = (subject: string, receive: (message: Msg) => void | Promise<void>): Subscription =>
    nats.subscribe(subject, {
      callback(error, message) {
        if (error !== null) return;
        stats.requests++;
        // whatever one message breaks, the engine of all others goes on
        void (async () => await receive(message))().catch(() =>
          refuse(message, refusal("internal"))
        );
      },
    });

  return {
    open(partition) {
      if (open.has(partition)) return;
      open.set(partition, [
        on(integratorCommands(partition), command),
        on(integratorQueries(partition), query),
      ]);
    },
    close(partition) {
      for (const subscription of open.get(partition) ?? []) subscription.unsubscribe();
      open.delete(partition);
    },
    stats: () => ({ ...stats }),
    stop() {
      for (const partition of [...open.keys()]) this.close(partition);
    },
  };
}

/** The operator's own tools have no account beside ours. */
const OPERATOR = "operator";
const REQUEST_INFO = "Nats-Request-Info";

export function integratorOf(message: { headers?: { get(name: string): string } }): string {
  const info = message.headers?.get(REQUEST_INFO);
  if (!info) return OPERATOR;
  try {
    const { acc } = JSON.parse(info);
    return isToken(acc) ? acc : "unknown";
  } catch {
    return "unknown";
  }
}

function respond(message: Msg, reply: { ok: true } | { ok: false; error: Refusal }): void {
  if (!mayAnswer(message)) return;
  if (reply.ok) return void message.respond(JSON.stringify(reply));
  const { status } = REFUSALS[reply.error.code];
  const en = sentenceOf(reply.error, "en");
  const head = headers();
  head.set("Nats-Service-Error", en);
  head.set("Nats-Service-Error-Code", String(status));
  const error = { ...reply.error, message: en };
  message.respond(JSON.stringify({ ok: false, error }), { headers: head });
}
