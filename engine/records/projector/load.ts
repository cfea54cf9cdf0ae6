import type { Database } from "../../contract/ports/database.ts";
import { messageKey } from "../fold/messages.ts";
import type {
  AgentRow,
  AssignmentRow,
  ConversationRow,
  RoundRow,
  TimelineRow,
  VisitorRow,
  WorkspaceRow,
} from "../fold/rows.ts";
import { type Shelf, shelfKey } from "../fold/shelf.ts";
import type { Needs } from "./needs.ts";

/** Puts the rows a batch needs onto the shelf: one query per table, none when nothing is missing. */
export async function load(
  database: Database,
  schema: string,
  shelf: Shelf,
  needs: Needs,
): Promise<void> {
  const read = <Row>(table: string, keys: readonly object[], more = "") =>
    keys.length === 0 ? Promise.resolve([]) : database.query<Row>(
      `select t.* from ${schema}.${table} t
       join json_populate_recordset(null::${schema}.${table}, $1::json) k
         using (${Object.keys(keys[0]).join(", ")}) ${more}`,
      [JSON.stringify(keys)],
    );
  for (const row of await read<WorkspaceRow>("workspaces", needs.workspaces)) {
    shelf.workspaces.set(shelfKey(row.workspace), row);
  }
  for (const row of await read<VisitorRow>("visitors", needs.visitors)) {
    shelf.visitors.set(shelfKey(row.workspace, row.visitor), row);
  }
  for (const row of await read<AgentRow>("agents", needs.agents)) {
    shelf.agents.set(shelfKey(row.workspace, row.agent), row);
  }
  for (const row of await read<TimelineRow>("timeline", needs.messages)) {
    if (row.message !== null) shelf.messages.set(messageKey({ ...row, message: row.message }), row);
  }
  const conversations = await read<ConversationRow>("conversations", needs.conversations);
  if (conversations.length === 0) return;
  for (const row of conversations) {
    shelf.conversations.set(shelfKey(row.workspace, row.conversation), { row });
  }
  const found = conversations.map(({ workspace, conversation, round }) => ({
    workspace,
    conversation,
    round,
  }));
  const open = await read<AssignmentRow>(
    "assignments",
    found.map(({ workspace, conversation }) => ({ workspace, conversation })),
    "where t.ended_at is null",
  );
  for (const assignment of open) {
    shelf.conversations.get(shelfKey(assignment.workspace, assignment.conversation))!
      .assignment = assignment;
  }
  for (const round of await read<RoundRow>("rounds", found)) {
    shelf.conversations.get(shelfKey(round.workspace, round.conversation))!.round = round;
  }
}
