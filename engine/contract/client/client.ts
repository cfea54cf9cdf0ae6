import { connect, type ConnectionOptions, type NatsConnection } from "@nats-io/transport-node";
import type { IntegratorBody, IntegratorCommand, IntegratorQuery } from "../schemas/integrators.ts";
import type { Reply } from "../wire/commands.ts";
import { LEVEL } from "../wire/level.ts";
import type { Queries } from "../wire/queries.ts";
import { again } from "./retry.ts";

export interface ClientSettings {
  /** `tls://host:4222`, several with commas. */
  servers: string;
  /** The integrator's name, which is its user, its account and its consumer. */
  name: string;
  password: string;
  workspace: string;
  /** PEM file of an authority of your own. */
  authorityFile?: string;
}

export type QueryAnswer<N extends IntegratorQuery> =
  | { ok: true; batch: number; answer: Queries[N]["answer"] }
  | Extract<Reply, { ok: false }>;

/** A company's desk, as a program of somebody else sees it. */
export interface Client {
  /**
   * Sends a command and waits for its outcome. The id is made here unless you have one of your own
   * (an order's number, a message's): the same id never acts twice. Retried for at most a minute
   * while the desk cannot answer; after that the outcome is `unavailable` and unknown, as a reply
   * that never came always is.
   */
  command<T extends IntegratorCommand>(
    type: T,
    body: IntegratorBody<T>,
    id?: string,
  ): Promise<Reply>;
  /** Resolves when the command is stored: an event or a dead letter will come of it. */
  send<T extends IntegratorCommand>(type: T, body: IntegratorBody<T>, id?: string): Promise<void>;
  query<N extends IntegratorQuery>(name: N, ask: Queries[N]["ask"]): Promise<QueryAnswer<N>>;
  nats: NatsConnection;
  workspace: string;
  name: string;
  close(): Promise<void>;
}

/** One answer may take so long: a partition changes its owner within four seconds. */
const ANSWER_WITHIN_MS = 5_000;

/** Connects and stays connected: a server that is gone is looked for until it is back. */
export async function connectTidegate(settings: ClientSettings): Promise<Client> {
  const { servers, name, password, workspace, authorityFile } = settings;
  const addresses = servers.split(",");
  const options: ConnectionOptions = {
    servers: addresses.map((one) => one.replace(/^\w+:\/\//, "")),
    user: name,
    pass: password,
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    pingInterval: 1_000,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
    ...(addresses.some((one) => one.startsWith("tls:")) ? { tls: { caFile: authorityFile } } : {}),
  };
  const nats = await connect(options);
  const ask = async <Answer>(subject: string, payload: unknown): Promise<Answer> => {
    const options = { timeout: ANSWER_WITHIN_MS };
    return (await nats.request(subject, JSON.stringify(payload), options)).json<Answer>();
  };
  return {
    command(type, body, id = crypto.randomUUID()) {
      const command = { id, level: LEVEL, ...body };
      return again(() => ask<Reply>(`tg.v1.${workspace}.cmd.${type}`, command));
    },
    async send(type, body, id = crypto.randomUUID()) {
      const command = { id, level: LEVEL, ...body };
      const subject = `tg.v1.${workspace}.in.${type}`;
      const stored = await again(async () => {
        const { error } = await ask<{ error?: unknown }>(subject, command);
        if (error !== undefined) throw new Error("the inbox did not take it");
        return { ok: true as const };
      });
      if (!stored.ok) throw new Error("the command could not be stored; send it again");
    },
    query: (name, question) => again(() => ask(`tg.v1.${workspace}.qry.${name}`, question)),
    nats,
    workspace,
    name,
    close: () => nats.drain().catch(() => {}),
  };
}
