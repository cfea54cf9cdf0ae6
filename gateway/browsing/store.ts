import type { Database } from "../../engine/contract/ports/database.ts";

/** Invitations as they are counted; who was invited is kept nowhere. */
export const writeInvitation = (
  database: Database,
  one: { workspace: string; invitation: string; agent: string; shop: string; at: number },
) =>
  database.query(
    `insert into desk.invitations (workspace, invitation, agent, shop, at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [one.workspace, one.invitation, one.agent, one.shop, one.at],
  );

/** One that never reached anybody. */
export const dropInvitation = (database: Database, workspace: string, invitation: string) =>
  database.query(
    "delete from desk.invitations where workspace = $1 and invitation = $2",
    [workspace, invitation],
  );

export const writeAnswer = (
  database: Database,
  one: {
    workspace: string;
    invitation: string;
    answer: "accepted" | "declined";
    at: number;
    conversation?: string;
  },
) =>
  database.query(
    `update desk.invitations set answer = $3, answered_at = $4, conversation = $5
      where workspace = $1 and invitation = $2 and answer is null`,
    [one.workspace, one.invitation, one.answer, one.at, one.conversation ?? null],
  );

/** Of one agent, or of everybody. */
export async function countInvitations(
  database: Database,
  workspace: string,
  sinceAt: number,
  agent?: string,
): Promise<{ invited: number; accepted: number }> {
  const [row] = await database.query<{ invited: number; accepted: number }>(
    `select count(*)::int as invited,
            (count(*) filter (where answer = 'accepted'))::int as accepted
       from desk.invitations
      where workspace = $1 and at >= $2 and ($3::text is null or agent = $3)`,
    [workspace, sinceAt, agent ?? null],
  );
  return row;
}
