import type { Command, Reply } from "../contract/wire/commands.ts";
import { refusal, type RefusalCode } from "../contract/wire/refusals.ts";
import { classOf, refused } from "./admission.ts";
import { keyOf } from "./command_key.ts";
import type { Desk } from "./desk.ts";
import { busy, no, unavailable } from "./refusing.ts";
import { fillWith, type Letter } from "./mailbox.ts";

/** Publishes whose documents are being read. */
const READING_DOCUMENTS_MAX = 100;

/** Letters wait while memory is read; in every other phase they are refused. */
const takesLetters = ({ phase, stopping }: Desk): boolean =>
  (phase.state === "loading" || phase.state === "deciding") && stopping === undefined;

/** A command arrives: refused for load, or put into the mailbox for the next turn (`World.soon`). */
export function submit(desk: Desk, command: Command, reply: (reply: Reply) => void): void {
  if (!takesLetters(desk)) return reply(no(unavailable()));
  const letter: Letter = { ...keyOf(command), command, reply };
  const refuses = refused(command, {
    fill: fillWith(desk.mailbox, letter),
    journalFill: desk.journalFill,
    classOf: (workspace, route) => classOf(desk, workspace, route),
  });
  if (refuses !== undefined) {
    desk.gauges.refusedAtDoor++;
    return reply(no(refuses));
  }
  if (command.type === "config.publish" && !desk.world.configurations.peek(command.hash)) {
    void publish(desk, letter, command.hash);
  } else {
    enqueue(desk, letter);
  }
}

/** A message of the inbox: a command, or the code with which its door refused it. */
export interface InboxLetter {
  sequence: number;
  nonce: string;
  command: Command;
  refused?: RefusalCode;
}

/** The reader waits for its letters, so load refuses none of them. */
export function submitInbox(
  desk: Desk,
  { sequence, nonce, command, refused }: InboxLetter,
  done: (decided: boolean) => void,
): void {
  if (!takesLetters(desk)) return done(false);
  enqueue(desk, {
    ...keyOf(command),
    command,
    inbox: { sequence, nonce, refused },
    reply: (reply) => done(reply.ok || reply.error.code !== "unavailable"),
  });
}

function enqueue(desk: Desk, letter: Letter): void {
  desk.mailbox.push(letter);
  desk.gauges.mailboxDepthMax = Math.max(desk.gauges.mailboxDepthMax, desk.mailbox.size());
  pumpSoon(desk);
}

function pumpSoon(desk: Desk): void {
  const { soon } = desk.world;
  if (soon === undefined) return desk.pump();
  if (desk.pumping) return;
  desk.pumping = true;
  soon(() => {
    desk.pumping = false;
    desk.pump();
  });
}

/** A configuration is validated and compiled before its command enters the mailbox. */
async function publish(desk: Desk, letter: Letter, hash: string): Promise<void> {
  if (desk.readingDocuments >= READING_DOCUMENTS_MAX) {
    return letter.reply(no(busy()));
  }
  desk.readingDocuments++;
  const fetched = await desk.world.configurations.obtain(hash).catch(() => undefined);
  desk.readingDocuments--;
  if (!takesLetters(desk)) return letter.reply(no(unavailable()));
  switch (fetched?.state) {
    case "valid":
      return enqueue(desk, letter);
    case "invalid":
      return letter.reply(no(refusal("invalid", { fields: fetched.faults })));
    case "missing":
      return letter.reply(
        no(refusal("invalid", { fields: [{ path: "hash", rule: "reference" }] })),
      );
    default:
      return letter.reply(no(unavailable()));
  }
}
