import { AGENT_ONLY, agentFrames, visitorFrames } from "../../engine/contract/schemas/frames.ts";
import { type Refusal, SOCKET_CLOSE } from "../../engine/contract/wire/refusals.ts";
import type { AgentFrameIn, VisitorFrameIn } from "../../engine/contract/wire/socket.ts";
import { isToken } from "../../engine/contract/wire/ids.ts";
import { parseJson } from "../limits/json.ts";
import { LIMITS } from "../limits/limits.ts";
import { refusalOf } from "../problems.ts";

/**
 * What a WebSocket message is: a frame; a frame of a known type with a wrong field (the client is
 * told, the socket lives); or something no client of ours sends (the socket is closed).
 */
export type Incoming<F> =
  | { is: "frame"; frame: F }
  | { is: "refused"; id?: string; error: Refusal }
  | { is: "closing"; code: number; reason: string };

const closing = (code: number, reason: string) => ({ is: "closing" as const, code, reason });

type Schemas = typeof visitorFrames | typeof agentFrames;

function read(data: unknown, bytesMax: number, schemas: Schemas, visitor: boolean) {
  if (typeof data !== "string") return closing(SOCKET_CLOSE.badFrame, "binary");
  if (data.length > bytesMax || bytesOver(data, bytesMax)) {
    return closing(SOCKET_CLOSE.tooBig, "too_large");
  }
  const parsed = parseJson(data);
  if (!parsed.ok) return closing(SOCKET_CLOSE.badFrame, `invalid_${parsed.fault}`);
  const value = parsed.value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return closing(SOCKET_CLOSE.badFrame, "invalid");
  }
  const { type, id } = value as { type?: unknown; id?: unknown };
  if (typeof type !== "string" || !Object.hasOwn(schemas, type)) {
    return visitor && typeof type === "string" && AGENT_ONLY.has(type)
      ? closing(SOCKET_CLOSE.forbidden, "forbidden")
      : closing(SOCKET_CLOSE.badFrame, "unknown_type");
  }
  if (visitor && "visibility" in value) return closing(SOCKET_CLOSE.forbidden, "forbidden");
  const checked = schemas[type as keyof Schemas].safeParse(value);
  if (checked.success) return { is: "frame" as const, frame: checked.data };
  const error = refusalOf(checked.error);
  return { is: "refused" as const, ...(isToken(id) && { id }), error };
}

/** UTF-8 length is at most three times the units; short texts need no counting. */
const bytesOver = (text: string, bytesMax: number): boolean =>
  text.length * 3 > bytesMax && new TextEncoder().encode(text).length > bytesMax;

export const readVisitorFrame = (data: unknown): Incoming<VisitorFrameIn> =>
  read(data, LIMITS.frameBytesMax, visitorFrames, true) as Incoming<VisitorFrameIn>;

export const readAgentFrame = (data: unknown): Incoming<AgentFrameIn> =>
  read(data, LIMITS.frameBytesMax, agentFrames, false) as Incoming<AgentFrameIn>;

export type Authenticate = Extract<VisitorFrameIn, { type: "authenticate" }>;

/** The first frame, within a tiny size: whoever sends it is still nobody. */
export function readFirstFrame(data: unknown): Incoming<Authenticate> {
  const incoming = read(
    data,
    LIMITS.frameBytesMaxBeforeAuthentication,
    visitorFrames,
    false,
  ) as Incoming<VisitorFrameIn>;
  if (incoming.is !== "frame") {
    return incoming.is === "refused"
      ? closing(SOCKET_CLOSE.unauthenticated, "unauthenticated")
      : incoming;
  }
  return incoming.frame.type === "authenticate"
    ? { is: "frame", frame: incoming.frame }
    : closing(SOCKET_CLOSE.unauthenticated, "unauthenticated");
}
