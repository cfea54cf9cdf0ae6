import type { PartitionState } from "../../core/mod.ts";
import { employ, type Recorder } from "./recorder.ts";

/** What was known of a company before its day: from a state, in place of everything before it. */
export function beginWith(recorder: Recorder, state: PartitionState, workspace: string): void {
  const company = state.workspaces.get(workspace);
  if (company === undefined) return;
  recorder.hash = company.hash;
  for (const { id, record, removed, presence, connection } of company.agents) {
    const connected = connection === "connected" || connection === "unconfirmed";
    employ(recorder, id, { record: removed ? undefined : record, presence, connected });
  }
}
