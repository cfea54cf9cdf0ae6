/** Keys with which programs use the HTTP interface, each for what its scopes allow. */
export const SCOPES = [
  "conversations:read",
  "conversations:write",
  "visitors:read",
  "visitors:write",
  "reports:read",
  "roster:read",
  "roster:write",
  "config:read",
  "config:write",
  "adjustments:write",
] as const;
export type Scope = (typeof SCOPES)[number];

/** GET /api/v1/api-keys */
export interface ApiKey {
  id: string;
  name: string;
  scopes: Scope[];
  createdBy: string;
  createdAt: number;
  expiresAt: number;
  revokedAt?: number;
  /** To about a minute. */
  usedAt?: number;
}

/** POST /api/v1/api-keys */
export interface ApiKeyRequest {
  name: string;
  scopes: Scope[];
  /** From one day to a year. */
  days: number;
}

/** Told once; it is stored nowhere. */
export interface ApiKeyMade extends ApiKey {
  key: string;
}
