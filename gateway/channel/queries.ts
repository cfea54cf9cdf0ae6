import type { Database } from "../../engine/contract/ports/database.ts";
import type { By } from "../../engine/contract/wire/ids.ts";

/** Who wrote a message of a conversation, and for whom. */
export async function recordedMessage(
  database: Database,
  workspace: string,
  conversation: string,
  message: string,
): Promise<{ author: By; visibility: string } | undefined> {
  const [row] = await database.query<{ author: By; visibility: string }>(
    `select author, visibility from fold.timeline
      where workspace = $1 and conversation = $2 and message = $3`,
    [workspace, conversation, message],
  );
  return row;
}
