/**
 * A desk at a steady, moderate rate: conversations opened, answered and closed through HTTP, and
 * talkers whose words reach an agent's socket. An open model: nobody waits for another's answer.
 */
import { type Client, connect } from "../../deploy/demo/client.ts";
import type { AgentFrameOut } from "../../engine/contract/wire/socket.ts";
import { type Hosts, open, postOf, staffed, story } from "../load/stories.ts";
import type { Sample } from "./slots.ts";

const OPENS_PER_SECOND = 20;
const TALKERS = 20;
/** As smoke's talkers; fifty messages a second together. */
const SPEAK_EVERY_MS = 400;
/** Far more than a desk has under way that keeps up; beyond it the rate is not held. */
const UNDER_WAY_MAX = 200;

export interface Steady {
  hosts: Hosts;
  opens: Sample[];
  /** From the visitor's send to the agent's socket. */
  messages: Sample[];
  begin(): Promise<void>;
  /** How many failed, when all have ended. */
  stop(): Promise<number>;
}

export async function steadyLoad(base: string): Promise<Steady> {
  const [opens, messages]: [Sample[], Sample[]] = [[], []];
  const hosts = await staffed(base, (frame) => heard(messages, frame));
  const underWay = new Set<Promise<void>>();
  const stops: (() => void)[] = [];
  let failed = 0;
  let number = 0;

  const begun = () => {
    if (underWay.size >= UNDER_WAY_MAX) return void failed++;
    const at = Date.now();
    const one = story(postOf(base, number++), hosts).then((told) => {
      if (told === undefined) failed++;
      else opens.push({ at, ms: told.ms });
    }, () => void failed++).finally(() => underWay.delete(one));
    underWay.add(one);
  };

  return {
    hosts,
    opens,
    messages,
    async begin() {
      for (let at = 0; at < TALKERS; at++) {
        const { say, close } = await talker(base, at, () => failed++);
        stops.push(paced(SPEAK_EVERY_MS, say, SPEAK_EVERY_MS * at / TALKERS), close);
      }
      stops.push(paced(1_000 / OPENS_PER_SECOND, begun));
    },
    async stop() {
      for (const stop of stops) stop();
      await Promise.all(underWay);
      return failed;
    },
  };
}

/** `<sent at> …` is how a talker's words begin, by this process's clock. */
function heard(messages: Sample[], frame: AgentFrameOut): void {
  if (frame.type !== "entry" || frame.entry.kind !== "message") return;
  const { body, from } = frame.entry;
  const sentAt = from === "visitor" && body?.kind === "text"
    ? Number(body.text.split(" ")[0])
    : NaN;
  if (Number.isNaN(sentAt)) return;
  const ms = performance.now() - sentAt;
  messages.push({ at: Date.now() - ms, ms });
}

async function talker(base: string, number: number, failed: () => void) {
  const opened = await open(postOf(base, number));
  if (opened === undefined) throw new Error("a talker's conversation was refused");
  const client: Client = { base, headers: opened.headers };
  const { conversation } = opened;
  const line = await connect(client, "visitor", (frame) => {
    if (frame.type === "refused") failed();
  });
  const say = () =>
    line.send({
      type: "message",
      id: crypto.randomUUID(),
      conversation,
      body: { kind: "text", text: `${performance.now()} 请问什么时候发货` },
    });
  return { say, close: line.close };
}

/** Calls at the moments that the rate says, whatever came of the calls before. */
function paced(everyMs: number, what: () => void, afterMs = 0): () => void {
  let due = performance.now() + afterMs;
  let timer = setTimeout(next, afterMs);
  function next(): void {
    what();
    due += everyMs;
    timer = setTimeout(next, Math.max(0, due - performance.now()));
  }
  return () => clearTimeout(timer);
}
