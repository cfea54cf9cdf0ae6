/**
 * Our own client at the NATS door, for capacity: k6 takes the cores that it is to measure. Each
 * company's integrator has a connection; what was sent and what came goes into a history for each
 * company, for one conversation in so many, since all of them would not fit into memory.
 */
import { LEVEL } from "../../engine/contract/wire/level.ts";
import { type Caller, connectNats, createCaller } from "../../engine/nats/mod.ts";
import type { DoorStage } from "./stage.ts";

export interface Answer {
  ok: boolean;
  seq?: number;
  result?: { conversation?: string; message?: string; opened?: { state: string } };
  answer?: { agent?: string; groups?: { waiting: number }[] };
  error?: { code: string };
}

export interface DoorClient {
  /** The answer; undefined when none came in time. `kept`: with its history. */
  command(
    company: number,
    name: string,
    body: Record<string, unknown>,
    kept: boolean,
  ): Promise<Answer | undefined>;
  query(company: number, name: string, ask: unknown): Promise<Answer | undefined>;
  /** Everything is in the histories' files when it resolves. */
  close(): Promise<void>;
}

const ANSWER_WITHIN_MS = 10_000;
/** Lines are written together. */
const LINES_AT_ONCE = 500;

export async function openClient(
  stage: DoorStage,
  workspaces: readonly string[],
  histories: string,
): Promise<DoorClient> {
  await Deno.mkdir(histories, { recursive: true });
  const members = await Promise.all(workspaces.map(async (workspace) => {
    const { host } = new URL(stage.url);
    const url = `nats://${workspace}:${stage.passwords.get(workspace)}@${host}`;
    const nats = await connectNats({ url, name: workspace, inboxPrefix: "_INBOX" });
    const file = await Deno.open(`${histories}/${workspace}.jsonl`, { create: true, write: true });
    return { workspace, nats, caller: createCaller(nats), file, lines: [] as string[] };
  }));
  const encoder = new TextEncoder();
  const flush = ({ file, lines }: (typeof members)[number]) => {
    const bytes = encoder.encode(lines.splice(0).join(""));
    for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
  };
  const write = (company: number, record: Record<string, unknown>): void => {
    const member = members[company];
    member.lines.push(`${JSON.stringify({ at: Date.now(), client: "door", ...record })}\n`);
    if (member.lines.length >= LINES_AT_ONCE) flush(member);
  };
  return {
    async command(company, name, body, kept) {
      const { workspace, caller } = members[company];
      const id = crypto.randomUUID();
      if (kept) write(company, { kind: "sent", id, command: name });
      const command = { id, level: LEVEL, ...body };
      const answer = await ask(caller, `tg.v1.${workspace}.cmd.${name}`, command);
      if (!kept || answer === undefined) return answer;
      const { conversation, message } = answer.result ?? {};
      write(
        company,
        answer.ok
          ? { kind: "acknowledged", id, command: name, seq: answer.seq, conversation, message }
          : { kind: "refused", id, command: name, code: answer.error?.code },
      );
      return answer;
    },
    query(company, name, question) {
      const { workspace, caller } = members[company];
      return ask(caller, `tg.v1.${workspace}.qry.${name}`, question);
    },
    async close() {
      for (const member of members) {
        flush(member);
        member.file.close();
        member.caller.close();
        await member.nats.close();
      }
    },
  };
}

async function ask(caller: Caller, subject: string, body: unknown): Promise<Answer | undefined> {
  const called = await caller.call(subject, JSON.stringify(body), ANSWER_WITHIN_MS);
  return called.state === "answered" ? called.message.json<Answer>() : undefined;
}
