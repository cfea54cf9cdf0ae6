import type { Command } from "../contract/wire/commands.ts";
import { splitBy } from "../contract/wire/ids.ts";
import { type Refusal, refusal } from "../contract/wire/refusals.ts";
import { type Desk, liveOf } from "./desk.ts";

/**
 * Who is let into the mailbox (architecture §2). Under load the desk first stops taking on new
 * work, then everything but what finishes work; the engine's own commands are never refused,
 * because a deadline that is not decided is a broken promise.
 */
export interface Pressure {
  /** Share of the mailbox in use, 0–1, with this command in it. */
  fill: number;
  /** Share of the journal's bytes in use, 0–1. */
  journalFill: number;
  /** Class of the route that an open names; undefined when it is not known. */
  classOf(workspace: string, route: string): number | undefined;
}

const OPENS_ABOVE = 0.5;
const ESSENTIALS_ABOVE = 0.9;
const JOURNAL_ABOVE = 0.9;
/** Classes 0 and 1 are the routes for VIPs. */
const VIP_CLASS_MAX = 1;
/** A full mailbox is decided within about a second; a fuller one asks for more patience. */
const RETRY_MS_MIN = 1_000;
const RETRY_MS_MAX = 5_000;
/** A journal is not emptied within seconds. */
const JOURNAL_RETRY_MS = 30_000;

/** Undefined when the command may come in. */
export function refused(command: Command, pressure: Pressure): Refusal | undefined {
  if (command.by === "engine") return undefined;
  const opens = command.type === "conversation.open";
  if (opens && pressure.journalFill >= JOURNAL_ABOVE) {
    return refusal("busy", { retryAfterMs: JOURNAL_RETRY_MS });
  }
  const over = pressure.fill > 1 ||
    (pressure.fill > ESSENTIALS_ABOVE && !finishesWork(command)) ||
    (pressure.fill > OPENS_ABOVE && opens && !goesFirst(command, pressure));
  return over ? refusal("busy", { retryAfterMs: retryAfterMs(pressure.fill) }) : undefined;
}

function finishesWork(command: Command): boolean {
  if (command.type === "conversation.close") return true;
  if (command.type !== "conversation.message") return false;
  return ["agent", "supervisor", "admin"].includes(splitBy(command.by).kind);
}

function goesFirst(command: Command<"conversation.open">, pressure: Pressure): boolean {
  if (command.returning === true || command.agent !== undefined) return true;
  const level = command.priority ?? pressure.classOf(command.workspace, command.route);
  return level !== undefined && level <= VIP_CLASS_MAX;
}

const retryAfterMs = (fill: number): number =>
  Math.round(RETRY_MS_MIN + (RETRY_MS_MAX - RETRY_MS_MIN) * Math.min(1, fill));

/** Class of a route in the workspace's active configuration. */
export function classOf(desk: Desk, workspace: string, route: string): number | undefined {
  const live = liveOf(desk);
  if (live === undefined) return undefined;
  let hash = live.hashes.get(workspace);
  if (hash === undefined) {
    const found = desk.world.core.query(
      live.state,
      workspace,
      "workspace.live",
      {},
      live.time.now(),
    );
    if ("code" in found) return undefined;
    hash = found.hash;
    live.hashes.set(workspace, hash);
  }
  const configuration = desk.world.configurations.peek(hash);
  return configuration?.routes.find((candidate) => candidate.id === route)?.class;
}
