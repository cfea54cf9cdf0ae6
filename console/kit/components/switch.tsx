/** On or off, at once. One that is fixed says why and cannot be turned. */
export function Switch(
  { label, on, fixed, onChange }: {
    label: string;
    on: boolean;
    fixed?: string;
    onChange(on: boolean): void;
  },
) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={on}
      aria-label={label}
      aria-disabled={fixed !== undefined}
      title={fixed ?? label}
      onClick={() => fixed === undefined && onChange(!on)}
    >
      <i aria-hidden="true" />
    </button>
  );
}
