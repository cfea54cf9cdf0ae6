import type { Msg } from "@nats-io/transport-node";
import type { Command, Reply } from "../../contract/wire/commands.ts";
import { refusal } from "../../contract/wire/refusals.ts";
import type { EngineDoor } from "../../ports/door.ts";
import type { Answered } from "./bundles.ts";
import { respond } from "./respond.ts";

/** The server takes 1 MiB a message, and a character may be three bytes. */
const ANSWER_CHARS_MAX = 256_000;

const refused = (code: "invalid" | "internal"): Reply => ({ ok: false, error: refusal(code) });

/**
 * Gives each command of a bundle to the door; replies that come together leave together. What the
 * door falls over is refused alone: it must not take along what stands behind it.
 */
export function submitBundle(door: EngineDoor, message: Msg, commands: unknown[]): void {
  let answered: Answered[] = [];

  function flush(): void {
    const leaving = answered;
    answered = [];
    for (const text of piecesOf(leaving)) respond(message, text);
  }

  commands.forEach((command, place) => {
    const reply = (reply: Reply): void => {
      if (answered.length === 0) queueMicrotask(flush);
      answered.push([place, reply]);
    };
    if (typeof command !== "object" || command === null) return reply(refused("invalid"));
    try {
      door.submit(command as Command, reply);
    } catch {
      reply(refused("internal"));
    }
  });
}

/** As JSON arrays, cut between pairs where one would be too large. */
function* piecesOf(answered: Answered[]): Iterable<string> {
  const whole = JSON.stringify(answered);
  if (whole.length <= ANSWER_CHARS_MAX || answered.length === 1) return yield whole;
  const half = answered.length >> 1;
  yield* piecesOf(answered.slice(0, half));
  yield* piecesOf(answered.slice(half));
}
