import { z } from "zod";
import type { DraftRequest, PublishRequest, RollbackRequest } from "../wire/http_configuration.ts";
import { at } from "./fields.ts";

/** Bodies and parameters of the configuration's HTTP interface. */
const VERSION_MAX = 2_147_483_647;
const version = z.int().min(1).max(VERSION_MAX);
const versionText = z.coerce.number().pipe(version);

/** No database keeps the character of number 0; `\\u0000` written out is another text. */
const ZERO = /(?:^|[^\\])(?:\\\\)*\\u0000/;

/** What a draft holds is looked at by the check, not by the door: it may be half written. */
const document = z.record(z.string(), z.unknown())
  .refine((draft) => !ZERO.test(JSON.stringify(draft)));

export const draftRequest = z.strictObject({
  edition: z.int().min(0).max(VERSION_MAX),
  document,
}) satisfies z.ZodType<DraftRequest>;

export const checkRequest = z.strictObject({ document: document.optional() });

const times = {
  effectiveAt: at.optional().describe(
    "When it comes into force, in ms since the epoch; absent: at once. More than a minute ago is " +
      "refused.",
  ),
  revertAt: at.optional().describe(
    "When what was in force before comes back, in ms since the epoch; after `effectiveAt` and " +
      "after now; absent: never.",
  ),
};

export const publishRequest = z.strictObject({
  edition: version,
  acceptWarnings: z.boolean().optional(),
  ...times,
}) satisfies z.ZodType<PublishRequest>;

export const rollbackRequest = z.strictObject({ version, ...times }) satisfies z.ZodType<
  RollbackRequest
>;

export const withdrawRequest = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  effectiveAt: at.describe("The moment it was appointed for, in ms since the epoch."),
});

export const byVersion = z.object({ version: versionText });
export const versionsQuery = z.strictObject({
  before: versionText.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const side = z.union([z.literal("draft"), versionText]);
export const diffQuery = z.strictObject({ from: side, to: side });
