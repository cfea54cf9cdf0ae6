import { Field } from "../../kit/components/field.tsx";

/** Where the digits of an authenticator are typed. */
export function CodeField({ label, fault }: { label: string; fault?: string }) {
  return (
    <Field label={label} fault={fault}>
      {(ties) => (
        <input
          {...ties}
          class="input num"
          name="code"
          autoComplete="one-time-code"
          maxLength={40}
          required
        />
      )}
    </Field>
  );
}
