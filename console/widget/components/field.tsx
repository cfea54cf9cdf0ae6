import { Icon } from "./icon.tsx";

export interface FieldProps {
  name: string;
  label: string;
  hint?: string;
  value: string;
  error?: string;
  /** Which keyboard a phone shows. */
  keyboard?: "tel" | "email";
  autocomplete?: string;
  rows?: number;
  onInput: (value: string) => void;
  onLeave?: () => void;
}

/** A labelled field with its fault beside it, in words and with an icon. */
export function Field(props: FieldProps) {
  const { name, label, hint, value, error, rows } = props;
  const shared = {
    id: `field-${name}`,
    name,
    value,
    class: error ? "input wrong" : "input",
    "aria-invalid": error !== undefined && error !== "",
    "aria-describedby": error ? `fault-${name}` : undefined,
    onInput: (event: { currentTarget: { value: string } }) =>
      props.onInput(event.currentTarget.value),
    onBlur: props.onLeave,
  };
  return (
    <div class="field">
      <label for={shared.id}>
        {label}
        {hint && <span class="muted">{` ${hint}`}</span>}
      </label>
      {rows ? <textarea rows={rows} {...shared} /> : (
        <input
          type="text"
          inputmode={props.keyboard}
          autocomplete={props.autocomplete}
          {...shared}
        />
      )}
      {error && (
        <p class="error" role="alert" id={`fault-${name}`}>
          <Icon name="alert" size={13} />
          {error}
        </p>
      )}
    </div>
  );
}
