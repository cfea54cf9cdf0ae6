import { setImmediate } from "node:timers";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Reply } from "../../contract/wire/commands.ts";
import { inboxOf } from "../connection.ts";

/**
 * Commands of one gateway to one partition's owner travel in bundles: what comes up in one round of
 * the event loop goes as one message, a JSON array, and the owner answers with pairs of place and
 * reply as its batches become durable, in as few messages as there are batches. A message costs
 * server, gateway and owner several times what a command in it does. Nobody waits for company: a
 * lone command is a bundle of one.
 */
export interface Bundles {
  /** The reply, or undefined when nobody listens or none came in time. */
  call(subject: string, command: string, withinMs: number): Promise<Reply | undefined>;
  close(): void;
}

/** One reply and the place in its bundle of the command that it answers. */
export type Answered = [place: number, reply: Reply];

/** Below the server's 1 MiB a message; what is larger alone goes alone. */
const BUNDLE_CHARS_MAX = 256_000;
/** Half a turn of the owner. */
const BUNDLE_COMMANDS_MAX = 256;
/** Commands that wait for a reply; more are told at once that none came. 1 KB each. */
const WAITING_MAX = 100_000;
const LOOK_EVERY_MS = 250;

type Resolve = (reply: Reply | undefined) => void;

interface Filling {
  commands: string[];
  chars: number;
  resolves: Resolve[];
  untils: number[];
}

interface Sent {
  /** Undefined where the reply has come. */
  resolves: (Resolve | undefined)[];
  untils: number[];
  left: number;
}

export function createBundles(nats: NatsConnection): Bundles {
  const inbox = inboxOf(nats);
  const filling = new Map<string, Filling>();
  const sent = new Map<number, Sent>();
  let count = 0;
  let waiting = 0;
  let flushing = false;

  function settle(number: number, of: Sent, place: number, reply: Reply | undefined): void {
    const resolve = of.resolves[place];
    if (resolve === undefined) return;
    of.resolves[place] = undefined;
    waiting--;
    if (--of.left === 0) sent.delete(number);
    resolve(reply);
  }

  function settleAll(number: number, of: Sent): void {
    for (let place = 0; place < of.resolves.length; place++) settle(number, of, place, undefined);
  }

  const answers = nats.subscribe(`${inbox}.*`, {
    callback: (error, message) => {
      if (error !== null) return;
      const number = Number(message.subject.slice(inbox.length + 1));
      const of = sent.get(number);
      if (of === undefined) return;
      if (message.data.length === 0) return settleAll(number, of);
      const replies = message.json<Answered[]>();
      if (!Array.isArray(replies)) return settleAll(number, of); // an engine that knows no bundles
      for (const [place, reply] of replies) settle(number, of, place, reply);
    },
  });
  const timer = setInterval(() => {
    const now = performance.now();
    for (const [number, of] of sent) {
      of.untils.forEach((until, place) => {
        if (until < now) settle(number, of, place, undefined);
      });
    }
  }, LOOK_EVERY_MS);

  function send(subject: string, { commands, resolves, untils }: Filling): void {
    const number = ++count;
    const of: Sent = { resolves, untils, left: resolves.length };
    sent.set(number, of);
    try {
      nats.publish(subject, `[${commands.join(",")}]`, { reply: `${inbox}.${number}` });
    } catch {
      settleAll(number, of);
    }
  }

  function flush(): void {
    flushing = false;
    for (const [subject, of] of filling) send(subject, of);
    filling.clear();
  }

  return {
    call(subject, command, withinMs) {
      if (waiting >= WAITING_MAX) return Promise.resolve(undefined);
      waiting++;
      let of = filling.get(subject);
      if (of !== undefined && of.chars + command.length > BUNDLE_CHARS_MAX) {
        send(subject, of);
        of = undefined;
      }
      if (of === undefined) {
        of = { commands: [], chars: 0, resolves: [], untils: [] };
        filling.set(subject, of);
      }
      of.commands.push(command);
      of.chars += command.length;
      of.untils.push(performance.now() + withinMs);
      const reply = new Promise<Reply | undefined>((resolve) => of.resolves.push(resolve));
      if (of.commands.length === BUNDLE_COMMANDS_MAX) {
        filling.delete(subject);
        send(subject, of);
      } else if (!flushing) {
        flushing = true;
        setImmediate(flush);
      }
      return reply;
    },
    close() {
      clearInterval(timer);
      flush();
      answers.unsubscribe();
      for (const [number, of] of [...sent]) settleAll(number, of);
    },
  };
}
