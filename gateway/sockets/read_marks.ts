import { DatabaseUnavailable } from "../../engine/contract/ports/database.ts";
import type { Refusal } from "../../engine/contract/wire/refusals.ts";
import type { Gateway } from "../context.ts";
import { sendAny, type Session } from "./session.ts";

/** The newest sequence each participant has read, kept in `desk.read_marks`, written in bundles. */
const marksOf = new WeakMap<Gateway, Map<string, Mark>>();
/** Marks of one bundle; more wait in memory, where a newer one replaces an older one. */
const BUNDLE_MAX = 500;
const MARKS_MAX = 20_000;

/** Nobody has read what has not been said: the other side would take it for read for ever. */
export const NOT_YET: Refusal = { code: "invalid", fields: [{ path: "seq", rule: "range" }] };

interface Mark {
  workspace: string;
  conversation: string;
  participant: string;
  seq: number;
  at: number;
}

function marks(gateway: Gateway): Map<string, Mark> {
  let found = marksOf.get(gateway);
  if (!found) marksOf.set(gateway, found = new Map());
  return found;
}

export function mark(
  gateway: Gateway,
  workspace: string,
  conversation: string,
  participant: string,
  seq: number,
): void {
  const all = marks(gateway);
  const name = `${workspace}\0${conversation}\0${participant}`;
  if ((all.get(name)?.seq ?? -1) >= seq || all.size >= MARKS_MAX) return;
  all.set(name, { workspace, conversation, participant, seq, at: gateway.clock.wall() });
}

/** Writes a bundle; what fails is tried with the next one, for a lost mark costs little. */
export async function beatMarks(gateway: Gateway): Promise<void> {
  const all = marks(gateway);
  if (all.size === 0) return;
  const bundle = [...all].slice(0, BUNDLE_MAX);
  for (const [name] of bundle) all.delete(name);
  const rows = bundle.map(([, one]) => one);
  try {
    await gateway.database.query(
      `insert into desk.read_marks (workspace, conversation, participant, seq, at)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[])
       on conflict (workspace, conversation, participant) do update
         set seq = excluded.seq, at = excluded.at where read_marks.seq < excluded.seq`,
      [
        rows.map((one) => one.workspace),
        rows.map((one) => one.conversation),
        rows.map((one) => one.participant),
        rows.map((one) => one.seq),
        rows.map((one) => one.at),
      ],
    );
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    for (const [name, one] of bundle) if (!all.has(name)) all.set(name, one);
  }
}

interface Asked {
  session: Session;
  conversations: readonly string[];
}

/** Sessions that began since the last beat; more begin without being told. */
const ASKED_MAX = 20_000;
const askedOf = new WeakMap<Gateway, Asked[]>();

/** At the next beat the session is told how far the other side has read. */
export function askMarks(
  gateway: Gateway,
  session: Session,
  conversations: readonly string[],
): void {
  if (conversations.length === 0) return;
  const asked = askedOf.get(gateway) ?? [];
  askedOf.set(gateway, asked);
  if (asked.length < ASKED_MAX) asked.push({ session, conversations });
}

/** One query for all who came meanwhile: a rush would be one for each socket. */
export async function beatAskedMarks(gateway: Gateway): Promise<void> {
  const asked = askedOf.get(gateway) ?? [];
  askedOf.delete(gateway);
  const sides = new Map<string, Asked[]>();
  for (const one of asked) {
    const side = `${one.session.workspace}\0${one.session.kind}`;
    const of = sides.get(side) ?? [];
    of.push(one);
    sides.set(side, of);
  }
  for (const of of sides.values()) await sendMarks(gateway, of);
}

async function sendMarks(gateway: Gateway, asked: readonly Asked[]): Promise<void> {
  const { workspace, kind } = asked[0].session;
  const others = kind === "visitor" ? "agent:%" : "visitor:%";
  const conversations = [...new Set(asked.flatMap((one) => one.conversations))];
  const rows = await gateway.database.query<{ conversation: string; seq: number }>(
    `select conversation, max(seq)::bigint as seq from desk.read_marks
      where workspace = $1 and conversation = any($2) and participant like $3
      group by conversation`,
    [workspace, conversations, others],
  );
  const seqs = new Map(rows.map(({ conversation, seq }) => [conversation, seq]));
  for (const { session, conversations } of asked) {
    for (const conversation of conversations) {
      const seq = seqs.get(conversation);
      if (seq !== undefined) sendAny(gateway, session, { type: "read", conversation, seq });
    }
  }
}
