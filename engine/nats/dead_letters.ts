import type { DeadLetter } from "../actors/world.ts";
import type { Keys } from "../contract/ports/keys.ts";
import { sealJson } from "../contract/sealing.ts";
import { isToken } from "../contract/wire/ids.ts";
import { LEVEL } from "../contract/wire/level.ts";
import type { Publisher } from "./publisher.ts";

/**
 * What an engine could not decide, in `TG_DEAD`: cause and reason in clear, the command sealed with
 * a key of its own. Sent once; the engine's log has the sentence too, should the stream be away.
 */
export async function sendDeadLetter(
  publisher: Publisher,
  keys: Keys,
  letter: DeadLetter,
): Promise<boolean> {
  const { command, workspace, ...clear } = letter;
  const subject = `tg.dead.${isToken(workspace) ? workspace : "-"}.${letter.cause}`;
  const sealed = command === undefined ? {} : await sealAlone(keys, command);
  const body = JSON.stringify({ level: LEVEL, workspace, ...clear, ...sealed });
  const stored = await publisher.publish(subject, new TextEncoder().encode(body));
  return stored.state === "stored";
}

/** A value under a key that seals nothing else, so that it can be destroyed alone. */
export async function sealAlone(
  keys: Keys,
  value: unknown,
): Promise<{ key: string; sealed: string }> {
  const id = await keys.take();
  const key = await keys.read(id);
  if (key === undefined) throw new Error("a key that was just made is gone");
  return { key: id, sealed: sealJson(id, key, value) };
}
