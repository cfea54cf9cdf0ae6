import { z } from "zod";
import { ASKED_SKILLS_MAX } from "../wire/commands.ts";
import { TOKEN } from "../wire/ids.ts";

/** Pieces that every schema at the doors is made of. */

/** Ids and subject tokens; anything else is refused before a subject or a statement is built. */
export const token = z.string().max(64).regex(TOKEN);

/**
 * Text for people: no control characters but line ends and tabs, so logs and tables stay whole, and
 * no half of a character, which no record could keep as it was said.
 */
// deno-lint-ignore no-control-regex
const CLEAN = /^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\p{Cs}]*$/u;
export const text = (lengthMax: number) => z.string().max(lengthMax).regex(CLEAN);
export const someText = (lengthMax: number) => text(lengthMax).min(1);

/** Names of the staff are shown beside one another: no mark that is not seen or turns text around. */
const SEEN = /^[^\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]*$/;
export const nameText = (lengthMax: number) => text(lengthMax).regex(SEEN);

/**
 * Addresses that a browser may be sent to: of the web, and nothing disguised. No blanks, controls or
 * marks that turn the text around, and no name before the host that passes for another host.
 */
const WEB_ADDRESS = /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s\p{Cc}\p{Cf}]+$/u;
export const webAddress = z.string().max(2_048).regex(WEB_ADDRESS)
  .refine((address) => {
    const url = URL.parse(address);
    return url !== null && url.username === "" && url.password === "";
  });

/** What an agent can carry; each door has its own most. */
export const capacityUnits = (most: number) =>
  z.int().min(0).max(most).describe(
    "Work an agent can carry, in twentieths of a conversation: 20 units are one chat, unless its " +
      "route costs another number. 0: nothing new. Less than the cheapest conversation costs is " +
      "refused, for nothing would ever fit.",
  );

export const language = z.enum(["zh", "en"]);
export const words = z.strictObject({ zh: someText(500), en: someText(500) });
export const seq = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Epoch ms. */
export const at = z.int().min(0).max(8_640_000_000_000_000);
export const durationMs = z.int().min(0).max(400 * 86_400_000);

/** Skill → least level, of one conversation. */
export const askedSkills = z.record(token, z.int().min(1).max(5))
  .refine((skills) => Object.keys(skills).length <= ASKED_SKILLS_MAX);
