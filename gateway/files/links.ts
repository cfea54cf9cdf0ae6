import type { StoredFile } from "../../engine/contract/ports/files.ts";
import type { FileLink } from "../../engine/contract/wire/http.ts";
import { done, type Outcome, refused } from "../answers.ts";
import type { Gateway } from "../context.ts";
import { sameText, sign } from "../ids.ts";

const LINK_MS = 10 * 60_000;
/** Links to one file are equal within this time, so that browsers cache what they show. */
const LINK_STEP_MS = 5 * 60_000;

/** A signed address on the files' origin, for whoever may see the file's conversation. */
export async function linkFor(
  gateway: Gateway,
  id: string,
  mayRead: (file: StoredFile) => Promise<boolean>,
): Promise<Outcome<FileLink>> {
  const file = await gateway.files.head(id);
  if (!file || !(await mayRead(file))) return refused("not_found");
  const now = gateway.clock.wall();
  const expiresAt = Math.floor(now / LINK_STEP_MS) * LINK_STEP_MS + LINK_MS;
  const signature = signatureOf(gateway.settings.secret, id, expiresAt);
  return done({
    url: `${gateway.filesOrigin}/f/${id}?until=${expiresAt}&signature=${signature}`,
    expiresAt,
  });
}

const signatureOf = (secret: string, id: string, expiresAt: number): string =>
  sign(secret, "file", `${id}\0${expiresAt}`);

export function linkIsGood(
  secret: string,
  id: string,
  until: string,
  signature: string,
  now: number,
): boolean {
  const expiresAt = Number(until);
  return Number.isInteger(expiresAt) && expiresAt > now &&
    sameText(signature, signatureOf(secret, id, expiresAt));
}
