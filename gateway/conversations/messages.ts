import { wantsPeople } from "../../engine/contract/wants_people.ts";
import type { SealedMessage } from "../../engine/contract/wire/commands.ts";
import type { FileReference, MessageBody, Sealed } from "../../engine/contract/wire/messages.ts";
import type { Visibility } from "../../engine/contract/wire/states.ts";
import { done, type Outcome, refused, wrongField } from "../answers.ts";
import { type Asker, messageIdOf } from "../commands.ts";
import type { Gateway } from "../context.ts";

/** The conversation a message is for, as far as sealing and files need it. */
export interface Place {
  conversation: string;
  visitor: string;
  key: string;
}

/**
 * Makes of a written body what travels to the engine: id, clear kind, sealed bytes, checked files.
 * `id` is the command's id; the same id and body give the same bytes.
 */
export async function sealMessage(
  gateway: Gateway,
  asker: Asker,
  id: string,
  place: Place,
  body: MessageBody,
  visibility: Visibility,
): Promise<Outcome<SealedMessage>> {
  const checked = await withStoredFile(gateway, asker.workspace, place, body);
  if (!checked.ok) return checked;
  const sealed = await gateway.keyring.seal(place.key, checked.value, `${id}.message`);
  if (sealed === undefined) return refused("closed");
  return done({
    message: messageIdOf(gateway, asker, id),
    body: body.kind,
    sealed,
    visibility,
    ...("file" in checked.value && { files: [checked.value.file.id] }),
  });
}

/** What only the door can tell: whether the words ask for a person, and who would ask the bot. */
export function doorFields(gateway: Gateway, body: MessageBody | undefined) {
  const asks = body?.kind === "text" && wantsPeople(body.text);
  return { gateway: gateway.name, ...(asks && { wantsPeople: true }) };
}

/** A file must lie in this conversation; its name, type and size are those that were stored. */
async function withStoredFile(
  gateway: Gateway,
  workspace: string,
  place: Place,
  body: MessageBody,
): Promise<Outcome<MessageBody>> {
  if (!("file" in body)) return done(body);
  const stored = await gateway.files.head(body.file.id);
  if (
    !stored || stored.workspace !== workspace || stored.conversation !== place.conversation ||
    stored.visitor !== place.visitor
  ) return refused("not_found");
  if (body.kind === "image" && !stored.type.startsWith("image/")) {
    return wrongField("body.kind", "reference");
  }
  if (body.kind === "voice" && !stored.type.startsWith("audio/")) {
    return wrongField("body.kind", "reference");
  }
  await gateway.files.name(stored.id);
  const file: FileReference = {
    id: stored.id,
    name: stored.name,
    type: stored.type,
    bytes: stored.bytes,
    ...(stored.width !== undefined && { width: stored.width, height: stored.height }),
  };
  return done({ ...body, file });
}

/** Seals an optional text field of a command; an empty one is left out. */
export async function sealField(
  gateway: Gateway,
  key: string,
  value: unknown,
  seed: string,
): Promise<Sealed | undefined> {
  if (value === undefined || value === "") return undefined;
  return await gateway.keyring.seal(key, value, seed);
}
