import { z } from "zod";
import { type ApiKey, type ApiKeyMade, type ApiKeyRequest, SCOPES } from "../wire/http_api_keys.ts";
import { nameText } from "./fields.ts";

const scope = z.enum(SCOPES);
const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scope),
  createdBy: z.string(),
  createdAt: z.number(),
  expiresAt: z.number(),
  revokedAt: z.number().optional(),
  usedAt: z.number().optional(),
}).meta({ id: "ApiKey" }) satisfies z.ZodType<ApiKey>;
export const apiKeys = z.object({ keys: z.array(apiKey) });
export const apiKeyMade = apiKey.extend({ key: z.string() }).meta({
  id: "ApiKeyMade",
}) satisfies z.ZodType<ApiKeyMade>;

/** A key that nobody renews for a year is one that nobody remembers. */
const DAYS_MAX = 366;
export const apiKeyRequest = z.strictObject({
  name: nameText(60).min(1),
  scopes: z.array(scope).min(1).max(SCOPES.length),
  days: z.int().min(1).max(DAYS_MAX),
}) satisfies z.ZodType<ApiKeyRequest>;
