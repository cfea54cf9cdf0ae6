import type { PendingRow } from "../../../engine/contract/wire/desk.ts";
import { offeredBy, type PendingFilter } from "../model/pending_filter.ts";
import { agentName, departmentName, groupName } from "../stores/names.ts";
import { words } from "../stores/preferences.ts";

const NAMES = { agent: agentName, group: groupName, department: departmentName } as const;

/** Narrows everybody's pending work; a choice of one is no choice and is not shown. */
export function PendingFilters(
  { rows, filter, onChange }: {
    rows: readonly PendingRow[];
    filter: PendingFilter;
    onChange(filter: PendingFilter): void;
  },
) {
  const offered = offeredBy(rows);
  const choice = (by: keyof typeof NAMES) => {
    if (offered[by].length < (by === "department" ? 1 : 2) && filter[by] === undefined) return null;
    return (
      <select
        class="input compact"
        aria-label={words.say(`pending.by.${by}`)}
        value={filter[by] ?? ""}
        onChange={(event) => onChange({ ...filter, [by]: event.currentTarget.value || undefined })}
      >
        <option value="">{words.say(`pending.all.${by}`)}</option>
        {offered[by].map((id) => <option key={id} value={id}>{NAMES[by](id)}</option>)}
      </select>
    );
  };
  return (
    <>
      {choice("agent")}
      {choice("group")}
      {choice("department")}
      {rows.some((row) => row.dueAt !== undefined) && (
        <label class="row nowrap">
          <input
            type="checkbox"
            checked={filter.overdue ?? false}
            onChange={(event) => onChange({ ...filter, overdue: event.currentTarget.checked })}
          />
          {words.say("pending.onlyOverdue")}
        </label>
      )}
    </>
  );
}
