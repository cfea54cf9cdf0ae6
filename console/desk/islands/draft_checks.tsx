import { valueAt } from "../model/document.ts";
import { draft, edit, faultAt } from "../stores/configuration_draft.ts";

/** Some of a closed list, in the list's order. */
export function ChecksField<Value extends string | number>(
  { path, label, choices, absent = [], none }: {
    path: string;
    label: string;
    choices: readonly { value: Value; label: string }[];
    /** What holds when the document says nothing. */
    absent?: readonly Value[];
    /** What it means that nothing is ticked: the field is left out then. Absent = an empty list. */
    none?: string;
  },
) {
  const ticked = (valueAt(draft.value?.document, path) ?? absent) as readonly Value[];
  const tick = (value: Value, on: boolean) => {
    const next = choices.map((one) => one.value)
      .filter((one) => one === value ? on : ticked.includes(one));
    edit(path, none !== undefined && next.length === 0 ? undefined : next);
  };
  const fault = faultAt(path);
  return (
    <fieldset class="plain draft-wide row wrap">
      <legend class="small muted">
        {label}
        {none !== undefined && ticked.length === 0 && ` · ${none}`}
      </legend>
      {choices.map((one) => (
        <label key={one.value} class="row">
          <input
            type="checkbox"
            checked={ticked.includes(one.value)}
            onChange={(event) => tick(one.value, event.currentTarget.checked)}
          />
          {one.label}
        </label>
      ))}
      {fault && <p class="fault" role="note">{fault}</p>}
    </fieldset>
  );
}
