import { useState } from "preact/hooks";
import { PASSWORD_LENGTH_MIN } from "../../../engine/contract/wire/http_account.ts";
import { Button } from "../../kit/components/button.tsx";
import { Field } from "../../kit/components/field.tsx";
import { InlineError } from "../../kit/components/notices.tsx";
import { faultText } from "../stores/faults.ts";
import { changePassword } from "../stores/own_sessions.ts";
import { words } from "../stores/preferences.ts";
import type { Fault } from "../wire/http.ts";

/** Changes one's password; the fault stands at its field. */
export function PasswordForm() {
  const [fault, setFault] = useState<Fault>();
  const [done, setDone] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = new FormData(form);
    const said = await changePassword(String(typed.get("password")), String(typed.get("next")));
    setFault(said);
    setDone(!said);
    if (!said) form.reset();
  };
  const wrong = fault?.fields?.[0]?.path;
  return (
    <section class="card" aria-label={words.say("account.password")}>
      <header>
        <h2>{words.say("account.password")}</h2>
        <span class="small muted">{words.say("account.password.text")}</span>
      </header>
      <div class="inside">
        {fault && wrong === undefined && <InlineError>{faultText(fault)}</InlineError>}
        {done && <p role="status">{words.say("account.password.done")}</p>}
        <form class="stack" onSubmit={submit}>
          <PasswordField
            name="password"
            label={words.say("account.password.now")}
            fault={wrong === "password" ? words.say("account.password.wrong") : undefined}
          />
          <PasswordField
            name="next"
            label={words.say("account.password.next")}
            fault={wrong === "next" ? words.say("account.password.weak") : undefined}
          />
          <div>
            <Button kind="primary" type="submit">{words.say("account.password.submit")}</Button>
          </div>
        </form>
      </div>
    </section>
  );
}

export function PasswordField(
  { name, label, fault }: { name: "password" | "next"; label: string; fault?: string },
) {
  return (
    <Field label={label} fault={fault}>
      {(ties) => (
        <input
          {...ties}
          class="input"
          type="password"
          name={name}
          required
          minLength={name === "next" ? PASSWORD_LENGTH_MIN : undefined}
          maxLength={200}
          autoComplete={name === "next" ? "new-password" : "current-password"}
        />
      )}
    </Field>
  );
}
