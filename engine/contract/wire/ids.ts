/** Ids and subject tokens: the only characters that ever reach a subject, a path or a table. */
export const TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

export const isToken = (value: unknown): value is string =>
  typeof value === "string" && TOKEN.test(value);

/** How many partitions the default placement uses; 32–63 are for workspaces placed by hand. */
export const PARTITIONS_BY_HASH = 32;

/** FNV-1a, 32 bits, over the UTF-8 bytes: the same function NATS's `partition()` mapping uses. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/** The partition that owns a workspace unless a placement line says otherwise. */
export const partitionOf = (workspace: string): number => fnv1a32(workspace) % PARTITIONS_BY_HASH;

/**
 * Who speaks, derived by the door and never read from a body: `visitor:<id>`, `agent:<id>`,
 * `supervisor:<id>`, `admin:<id>`, `integration:<user>`, `bot:<id>`, or `engine` itself.
 */
export type ByKind = "visitor" | "agent" | "supervisor" | "admin" | "integration" | "bot";
export type By = `${ByKind}:${string}` | "engine";

export function splitBy(by: By): { kind: ByKind | "engine"; id: string } {
  const at = by.indexOf(":");
  if (at < 0) return { kind: "engine", id: "" };
  return { kind: by.slice(0, at) as ByKind, id: by.slice(at + 1) };
}

/** An integration is the channel by which its visitor came: its words are the visitor's. */
export function speaksForVisitor(by: By): boolean {
  const { kind } = splitBy(by);
  return kind === "visitor" || kind === "integration";
}

/** Event ids are made of the workspace and its event number, so a rebuilt stream has the same. */
export const eventId = (workspace: string, seq: number): string => `${workspace}-${seq}`;
