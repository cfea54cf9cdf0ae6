import type { Database } from "../../contract/ports/database.ts";
import type {
  AgentDay,
  DueConversation,
  ReadingRecords,
  RecordedConversation,
  RecordedVisitor,
  TimelineEntry,
} from "../../contract/ports/reading_records.ts";
import type { By } from "../../contract/wire/ids.ts";
import type { Channel } from "../../contract/wire/states.ts";
import type { VisitFacts, VisitorCard } from "../../contract/wire/messages.ts";
import { configurations } from "./configurations.ts";
import type { ConversationRow, RatingRow, TimelineRow, VisitorRow } from "../fold/rows.ts";

/** No page is larger, whatever the caller asks for. */
const PAGE_ROWS_MAX = 200;

/** What only the projector's side knows: how far it is. */
export interface Progress {
  reached(workspace: string, seq: number, timeoutMs: number): Promise<boolean>;
  lagMs(): number;
}

type ConversationFound = ConversationRow & Pick<RatingRow, "score" | "reasons" | "comment">;

const CONVERSATIONS = `select c.*, r.score, r.reasons, r.comment
  from fold.conversations c left join fold.ratings r using (workspace, conversation)`;

/** History as gateways read it, over any `Database`. */
export function readingRecords(database: Database, progress: Progress): ReadingRecords {
  const conversations = async (rest: string, parameters: unknown[]) =>
    (await database.query<ConversationFound>(`${CONVERSATIONS} ${rest}`, parameters))
      .map(conversationOf);
  return {
    conversation: async (workspace, conversation) =>
      (await conversations("where c.workspace = $1 and c.conversation = $2", [
        workspace,
        conversation,
      ]))[0],
    conversationsOfVisitor: (workspace, visitor, limit) =>
      conversations(
        `where c.workspace = $1 and c.visitor = $2
         order by c.opened_at desc, c.conversation limit $3`,
        [workspace, visitor, page(limit)],
      ),
    conversationsOfAgent: (workspace, agent, beforeAt, limit) =>
      conversations(
        `where c.workspace = $1 and c.agent = $2 and c.state = 'closed' and c.closed_at < $3::bigint
         order by c.closed_at desc, c.conversation limit $4`,
        [workspace, agent, beforeAt, page(limit)],
      ),
    timeline: async (workspace, conversation, before, limit) =>
      (await database.query<TimelineRow>(
        `select * from fold.timeline
         where workspace = $1 and conversation = $2 and seq < $3::bigint
         order by seq desc limit $4`,
        [workspace, conversation, before, page(limit)],
      )).map(entryOf),
    visitor: async (workspace, visitor) => {
      const [row] = await database.query<VisitorRow & { seen_at: number }>(
        `select v.*, greatest(v.last_at, (select max(c.last_at) from fold.conversations c
           where c.workspace = $1 and c.visitor = $2)) seen_at
         from fold.visitors v where v.workspace = $1 and v.visitor = $2`,
        [workspace, visitor],
      );
      return row && visitorOf(row);
    },
    due: async (workspace, now, limit) =>
      (await database.query<DueRow>(DUE, [workspace, now, page(limit)])).map(dueOf),
    configurations: (workspace, before, limit) =>
      configurations(database, workspace, before, page(limit)),
    agentToday: (workspace, agent, sinceAt) => agentDay(database, workspace, agent, sinceAt),
    reached: (workspace, seq, timeoutMs) => progress.reached(workspace, seq, timeoutMs),
    lagMs: () => progress.lagMs(),
  };
}

const page = (limit: number): number => Math.max(1, Math.min(PAGE_ROWS_MAX, Math.trunc(limit)));

function conversationOf(row: ConversationFound): RecordedConversation {
  return {
    conversation: row.conversation,
    visitor: row.visitor,
    shop: row.shop,
    route: row.route,
    channel: row.channel,
    group: row.group_id,
    agent: row.agent ?? undefined,
    state: row.state,
    topic: row.topic ?? undefined,
    closingTopic: row.closing_topic ?? undefined,
    openedAt: row.opened_at,
    assignedAt: row.assigned_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    firstResponseMs: row.first_response_ms ?? undefined,
    score: row.score ?? undefined,
    reasons: row.reasons ?? undefined,
    comment: row.comment ?? undefined,
    lastSeq: row.last_seq,
    continuedBy: row.continued_by ?? undefined,
    preview: row.preview ?? undefined,
  };
}

type DueRow = ConversationRow & Pick<TimelineRow, "note"> & { skills: unknown };

/** The engine takes nobody who is blocked: old ones of theirs would stand before all the others. */
const DUE = `select c.*, (select t.note from fold.timeline t
    where t.workspace = c.workspace and t.conversation = c.conversation
      and t.type = 'conversation.parked' order by t.seq desc limit 1) note,
  (select t.detail->'skills' from fold.timeline t
    where t.workspace = c.workspace and t.conversation = c.conversation
      and t.type = 'conversation.opened' limit 1) skills
  from fold.conversations c
  where c.due_at is not null and c.continued_by is null and c.due_at <= $2::bigint
    and c.workspace = $1 and c.state = 'parked' and c.forgotten_at is not null
    and not exists (select from fold.visitors v
      where v.workspace = c.workspace and v.visitor = c.visitor
        and v.blocked_at is not null and coalesce(v.blocked_until > $2::bigint, true))
  order by c.due_at, c.conversation limit $3`;

function dueOf(row: DueRow): DueConversation {
  const language = row.language === "zh" || row.language === "en" ? row.language : undefined;
  return {
    conversation: row.conversation,
    visitor: row.visitor,
    key: row.visitor_key,
    channel: row.channel as Channel,
    route: row.route,
    group: row.group_id,
    topic: row.topic ?? undefined,
    language,
    agent: row.agent ?? undefined,
    enqueuedAt: row.enqueued_at,
    dueAt: row.due_at!,
    note: typeof row.note === "string" ? row.note : undefined,
    skills: (row.skills ?? undefined) as DueConversation["skills"],
  };
}

/** A note that was sealed stands in `detail.note`, in clear. */
function entryOf(row: TimelineRow): TimelineEntry {
  const detail = row.note === null ? row.detail : { ...row.detail, note: row.note };
  return {
    seq: row.seq,
    at: row.at,
    by: row.author as By,
    type: row.type,
    message: row.message ?? undefined,
    visibility: row.visibility === "all" ? "all" : "staff",
    auto: row.auto ?? undefined,
    body: row.body ?? undefined,
    ...(row.recalled ? { recalled: true } : {}),
    ...(row.delivery !== null && { delivery: row.delivery }),
    detail: detail ?? undefined,
  };
}

function visitorOf(row: VisitorRow & { seen_at: number }): RecordedVisitor {
  return {
    visitor: row.visitor,
    key: row.visitor_key,
    card: (row.card ?? {}) as VisitorCard,
    facts: (row.facts ?? undefined) as VisitFacts | undefined,
    firstAt: row.first_at,
    lastAt: row.seen_at,
    conversations: row.conversations,
    blockedBy: row.blocked_by as By ?? undefined,
  };
}

/**
 * An agent's day so far. Served: conversations assigned to the agent since then. First response:
 * mean over conversations whose first round this agent ended. Service level: rounds ended by the
 * agent that were not breached. Satisfaction: ratings of four and five among all, 0–1.
 */
async function agentDay(
  database: Database,
  workspace: string,
  agent: string,
  sinceAt: number,
): Promise<AgentDay> {
  const [row] = await database.query<Record<string, number | null>>(
    `select
       (select count(distinct conversation) from fold.assignments
        where workspace = $1 and agent = $2 and at >= $3::bigint) served,
       (select avg(c.first_response_ms)::float8 from fold.conversations c
        join fold.rounds r using (workspace, conversation)
        where r.workspace = $1 and r.agent = $2 and r.ended_at >= $3::bigint and r.round = 1
       ) first_response_ms,
       (select avg(case when breached then 0 else 1 end)::float8 from fold.rounds
        where workspace = $1 and agent = $2 and ended_at >= $3::bigint) service_level,
       (select avg(case when score >= 4 then 1 else 0 end)::float8 from fold.ratings
        where workspace = $1 and agent = $2 and at >= $3::bigint) satisfaction`,
    [workspace, agent, sinceAt],
  );
  const firstResponseMs = row.first_response_ms;
  return {
    served: row.served ?? 0,
    firstResponseMs: firstResponseMs === null ? undefined : Math.round(firstResponseMs),
    serviceLevel: row.service_level ?? undefined,
    satisfaction: row.satisfaction ?? undefined,
  };
}
