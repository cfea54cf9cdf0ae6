import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon, TriangleAlert } from "./icons.tsx";

/** What a control inside a field needs to be tied to its label and its fault. */
export interface FieldTies {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby"?: string;
}

/** A labelled control; the fault stands below it and keeps what was typed. */
export function Field(
  { label, fault, children }: {
    label: ComponentChildren;
    fault?: string;
    children: (ties: FieldTies) => ComponentChildren;
  },
) {
  const id = useId();
  const faultId = `${id}-fault`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        "aria-invalid": fault !== undefined,
        "aria-describedby": fault === undefined ? undefined : faultId,
      })}
      {fault !== undefined && (
        <p class="fault" id={faultId}>
          <Icon of={TriangleAlert} size={13} />
          {fault}
        </p>
      )}
    </div>
  );
}
